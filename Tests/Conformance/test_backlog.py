"""Clients that don't read: what waits for them is bounded, and nobody else misses anything."""

import pathlib

import pytest
import zmq
from probes import LIMIT, assert_alive, outputs_of, reply_to, run

MEGABYTE = 1_000_000
CELLS = 120  # of 0.9 MB each: far more than a session may show at once
BOUND = 70 * MEGABYTE  # which holds what may be shown at once (32 MB), and what a slow machine may show meanwhile


def resident(manager):
    pages = pathlib.Path(f"/proc/{manager.provisioner.pid}/statm").read_text().split()[1]
    return int(pages) * 4096


@pytest.fixture
def sleeper(client):
    """A subscriber that has been welcomed, and never reads again."""
    context = zmq.Context()
    socket = context.socket(zmq.SUB)
    socket.rcvhwm = 1
    socket.rcvbuf = 4096
    socket.subscribe(b"")
    socket.connect(f"tcp://{client.ip}:{client.iopub_port}")
    assert socket.poll(LIMIT * 1000)
    yield socket
    context.destroy(linger=0)


def test_a_subscriber_that_never_reads_takes_bounded_memory_and_nothing_from_the_others(manager, client, sleeper):
    run(client, f'text = "{"y" * 100_000}"')
    before, cut = resident(manager), 0
    for _ in range(CELLS):
        reply, outputs = run(client, "say text\n" * 9, store_history=False)
        assert reply["content"]["status"] == "ok"
        kinds = [m["content"].get("execution_state", m["msg_type"]) for m in outputs]
        assert kinds[:2] == ["busy", "execute_input"] and kinds[-1] == "idle"
        cut += sum("output cut: " in m["content"]["text"] for m in outputs if m["msg_type"] == "stream")
    assert cut > 0
    assert resident(manager) - before < BOUND
    assert_alive(client)


def test_a_client_that_never_reads_its_replies_is_not_waited_for(manager, client):
    before = resident(manager)
    context = zmq.Context()
    stranger = context.socket(zmq.DEALER)
    stranger.rcvhwm = 1
    stranger.rcvbuf = 4096
    stranger.linger = 0
    stranger.connect(f"tcp://{client.ip}:{client.shell_port}")
    for _ in range(5000):
        frames = client.session.serialize(client.session.msg("kernel_info_request"))
        stranger.send_multipart(frames)
    assert_alive(client)
    assert resident(manager) - before < BOUND
    context.destroy(linger=0)
    assert_alive(client)


def test_a_reader_that_pauses_loses_nothing(client):
    cells = [client.execute("11") for _ in range(1500)]
    for cell in cells:
        assert reply_to(client, cell)["content"]["status"] == "ok"
    for cell in cells:
        states = [m["content"]["execution_state"] for m in outputs_of(client, cell) if m["msg_type"] == "status"]
        assert states == ["busy", "idle"]
