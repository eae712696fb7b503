"""Messages and surroundings that no ordinary client tries, against the kernelspec named by LOUPE_KERNEL (default: loupe)."""

import json
import subprocess

import pytest
import samples
import zmq
from conftest import KERNEL
from jupyter_client import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session
from probes import LIMIT, assert_alive, connect, control, disconnect, launch, outputs_of, reply_to, run, send_frames

HUGE = b"x" * 100_000_000


def signed(client, *parts):
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in parts]
    return [b"<IDS|MSG>", client.session.sign(parts), *parts]


def header(client, kind, **more):
    return client.session.msg_header(kind) | {"date": "2026-01-01T00:00:00Z"} | more


def test_frames_of_100_megabytes_are_survived(client):
    info = header(client, "kernel_info_request")
    send_frames(client, signed(client, info, {}, {}, {}) + [HUGE])
    assert reply_to(client, info["msg_id"])["content"]["status"] == "ok"
    send_frames(client, [b"<IDS|MSG>", b"0" * 64, HUGE, b"{}", b"{}", b"{}"])
    padded = header(client, "kernel_info_request")
    send_frames(client, signed(client, padded, {}, b'{"padding": "' + HUGE + b'"}', {}))
    assert reply_to(client, padded["msg_id"])["content"]["status"] == "ok"
    assert_alive(client)


@pytest.mark.parametrize("field", ["msg_id", "msg_type"])
@pytest.mark.parametrize("value", [None, 5, [], {}, True, 1e300])
def test_a_header_without_a_name_or_type_is_ignored(client, field, value):
    send_frames(client, signed(client, header(client, "kernel_info_request", **{field: value}), {}, {}, {}))
    assert_alive(client)


@pytest.mark.parametrize("value", [None, 5, [], {"a": []}, True, "\u0000", "x" * 100_000])
def test_other_header_fields_of_any_type_are_accepted(client, value):
    odd = header(client, "kernel_info_request", session=value, username=value, date=value, version=value, extra=value)
    send_frames(client, signed(client, odd, {}, {}, {}))
    frames = client.shell_channel.socket.recv_multipart()
    assert json.loads(frames[3]) == odd, "the parent header is the request's"
    assert_alive(client)


def test_deep_nesting_is_refused_where_it_is_too_deep(client):
    for depth in (150, 5_000_000):
        metadata = b'{"a":' + b"[" * depth + b"]" * depth + b"}"
        send_frames(client, signed(client, header(client, "kernel_info_request"), {}, metadata, {}))
    client.get_shell_msg(timeout=LIMIT)
    assert_alive(client)


def test_every_kind_of_request_is_bracketed_by_busy_and_idle(client):
    kinds = ["kernel_info_request", "complete_request", "inspect_request", "is_complete_request", "history_request",
             "comm_info_request", "connect_request", "comm_open", "comm_msg", "comm_close", "debug_request", "unheard_of"]
    for kind in kinds:
        message = client.session.msg(kind, {"code": "say", "cursor_pos": 1, "comm_id": "c", "target_name": "t"})
        client.shell_channel.send(message)
        outputs = outputs_of(client, message["header"]["msg_id"])
        states = [m["content"]["execution_state"] for m in outputs if m["msg_type"] == "status"]
        assert states == ["busy", "idle"], kind
        assert ["comm_close"] * (kind == "comm_open") == [m["msg_type"] for m in outputs if m["msg_type"] != "status"]


def test_usage_is_told_as_resource_monitors_read_it(manager, client):
    usage = control(client, "usage_request")["content"]
    assert usage["pid"] == manager.provisioner.pid
    assert usage["kernel_memory"] > 1_000_000 and usage["host_virtual_memory"]["total"] > usage["kernel_memory"]
    assert {"hostname", "kernel_cpu", "cpu_count", "host_cpu_percent"} <= usage.keys()


def test_a_restarted_kernel_has_a_session_of_its_own(manager, client):
    sessions = []
    for _ in range(2):
        reply, outputs = run(client, samples.HELLO)
        assert {m["header"]["session"] for m in [reply, *outputs]} == {reply["header"]["session"]}
        sessions.append(reply["header"]["session"])
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=LIMIT)
    assert sessions[0] != sessions[1] and client.session.session not in sessions


def test_nothing_is_written_to_standard_output(tmp_path):
    file, _ = write_connection_file(str(tmp_path / "kernel.json"))
    process = launch(KERNEL, file, stdout=subprocess.PIPE)
    client = connect(file)
    for code in (samples.HELLO, samples.STDERR, samples.ERROR, samples.DISPLAY):
        run(client, code)
    send_frames(client, [b"nonsense"])
    control(client, "shutdown_request", {"restart": False})
    assert process.communicate(timeout=LIMIT)[0] == b""
    disconnect(client)


def test_an_encrypted_kernel_serves_those_who_know_its_key_and_nobody_else(tmp_path):
    assert KernelSpecManager().get_kernel_spec(KERNEL).metadata["supported_encryption"] == ["curve"]
    public, secret = zmq.curve_keypair()
    file, info = write_connection_file(str(tmp_path / "kernel.json"), key=b"signing")
    keys = {"curve_publickey": public.decode(), "curve_secretkey": secret.decode()}
    (tmp_path / "kernel.json").write_text(json.dumps(json.loads((tmp_path / "kernel.json").read_text()) | keys))
    process = launch(KERNEL, file)
    session, context = Session(key=b"signing"), zmq.Context()

    def ask(knows, milliseconds):
        socket = context.socket(zmq.DEALER)
        socket.linger = 0
        if knows:
            socket.curve_serverkey = public
            socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
        socket.connect(f"tcp://127.0.0.1:{info['shell_port']}")
        session.send(socket, "kernel_info_request")
        return socket.poll(milliseconds)

    assert ask(True, LIMIT * 1000)
    assert not ask(False, 500)
    process.kill()
    process.wait(timeout=LIMIT)
    context.destroy(linger=0)
