"""What kills or confuses other kernels, against the kernelspec named by LOUPE_KERNEL (default: loupe)."""

import json
import os
import select
import signal
import subprocess
import sys

import pytest
import samples
from conftest import KERNEL
from jupyter_client import write_connection_file
from probes import (
    LIMIT, assert_alive, command, connect, control, disconnect, launch, outputs_of, reply_to, run, send_frames,
    wait_for_input,
)


def signed(client, *parts):
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in parts]
    return [b"<IDS|MSG>", client.session.sign(parts), *parts]


def header(client, kind):
    return client.session.msg_header(kind) | {"date": "2026-01-01T00:00:00Z"}


def test_sigint_of_an_idle_kernel_is_survived(manager, client):
    os.kill(manager.provisioner.process.pid, signal.SIGINT)
    assert_alive(client)


def test_an_interrupt_stops_a_busy_cell_and_names_survive(client):
    run(client, "kept = 41")
    cell = client.execute(samples.LONG)
    wait_for_input(client, cell)
    control(client, "interrupt_request")
    reply = reply_to(client, cell)
    assert reply["content"]["status"] == "error"
    errors = [m for m in outputs_of(client, cell) if m["msg_type"] == "error"]
    assert [e["content"]["ename"] for e in errors] == [reply["content"]["ename"]]
    assert run(client, "kept")[0]["content"]["status"] == "ok"


def test_sigint_stops_a_busy_cell(manager, client):
    cell = client.execute(samples.LONG)
    wait_for_input(client, cell)
    os.kill(manager.provisioner.process.pid, signal.SIGINT)
    assert reply_to(client, cell)["content"]["status"] == "error"
    assert_alive(client)


def test_a_wrong_signature_is_ignored(client):
    frames = signed(client, header(client, "kernel_info_request"), {}, {}, {})
    send_frames(client, [frames[0], b"0" * 64, *frames[2:]])
    send_frames(client, [frames[0], b"", *frames[2:]])
    assert_alive(client)


def test_the_same_message_twice_is_answered_once(client):
    frames = signed(client, header(client, "kernel_info_request"), {}, {}, {})
    send_frames(client, frames)
    send_frames(client, frames)
    client.get_shell_msg(timeout=LIMIT)
    assert_alive(client)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_too_few_frames_are_ignored(client, count):
    send_frames(client, signed(client, header(client, "kernel_info_request"), {}, {}, {})[:count])
    assert_alive(client)


@pytest.mark.parametrize("bad", [b"{", b"", b"[]", b"nul", b"\xff\xfe", b"[" * 100_000, b'{"a":NaN}'])
def test_bad_json_is_ignored(client, bad):
    send_frames(client, signed(client, bad, {}, {}, {}))
    send_frames(client, signed(client, header(client, "execute_request"), {}, {}, bad))
    assert_alive(client)


def test_an_execute_request_without_content_is_answered(client):
    message = header(client, "execute_request")
    send_frames(client, signed(client, message, {}, {}, {}))
    assert reply_to(client, message["msg_id"])["content"]["status"] == "error"
    assert_alive(client)


def test_lone_surrogates_are_survived(client):
    message = header(client, "execute_request")
    send_frames(client, signed(client, message, {}, {}, b'{"code": "say \\"\\ud800\\""}'))
    assert reply_to(client, message["msg_id"])["content"]["status"] == "ok"
    outputs_of(client, message["msg_id"])
    assert_alive(client)


def test_queued_cells_are_aborted_after_an_error(client):
    cells = [client.execute(samples.LONG), client.execute('say "b"'), client.execute('say "c"')]
    wait_for_input(client, cells[0])
    info = client.kernel_info()
    reply_to(client, info)
    control(client, "interrupt_request")
    statuses = [reply_to(client, cell)["content"]["status"] for cell in cells]
    assert statuses == ["error", "aborted", "aborted"]
    outputs_of(client, cells[2])
    assert_alive(client)


def test_silent_cells_leave_no_trace(client):
    _, before = run(client, samples.HELLO)
    reply, outputs = run(client, "11", silent=True)
    count = before[1]["content"]["execution_count"]
    assert reply["content"]["execution_count"] == count
    assert [m["msg_type"] for m in outputs if m["msg_type"] in ("execute_input", "execute_result")] == []


def test_completion_and_kernel_info_answer_while_a_cell_runs(client):
    cell = client.execute(samples.LONG)
    wait_for_input(client, cell)
    reply_to(client, client.complete("repo"))
    control(client, "kernel_info_request")
    control(client, "interrupt_request")
    reply_to(client, cell)


def test_a_question_can_be_answered_and_interrupted(client):
    cell = client.execute(samples.ASK, allow_stdin=True)
    client.get_stdin_msg(timeout=LIMIT)
    client.input("someone")
    assert reply_to(client, cell)["content"]["status"] == "ok"
    cell = client.execute(samples.ASK, allow_stdin=True)
    client.get_stdin_msg(timeout=LIMIT)
    control(client, "interrupt_request")
    assert reply_to(client, cell)["content"]["status"] == "error"


def test_shutdown_is_answered_while_a_cell_runs(manager, client):
    cell = client.execute(samples.LONG)
    wait_for_input(client, cell)
    assert control(client, "shutdown_request", {"restart": False})["content"]["status"] == "ok"
    assert manager.provisioner.process.wait(timeout=LIMIT) == 0


def test_a_kernel_without_a_parent_ends(tmp_path):
    file, _ = write_connection_file(str(tmp_path / "kernel.json"))
    code = (
        "import os, subprocess, sys\n"
        "env = os.environ | {'JPY_PARENT_PID': str(os.getpid())}\n"
        "process = subprocess.Popen(sys.argv[1:], env=env, start_new_session=True)\n"
        "print(process.pid, flush=True)\n"
        "process.wait()\n"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", code, *command(KERNEL, file)], stdout=subprocess.PIPE, text=True)
    descriptor = os.pidfd_open(int(launcher.stdout.readline()))
    client = connect(file)
    launcher.kill()
    launcher.wait()
    ended, _, _ = select.select([descriptor], [], [], 2)
    disconnect(client)
    os.close(descriptor)
    assert ended, "the kernel lives on after two seconds"


def test_a_taken_port_is_named_with_its_own_exit_status(manager, client, tmp_path):
    ports = json.loads(open(manager.connection_file).read())
    process = launch(KERNEL, manager.connection_file, stderr=subprocess.PIPE, text=True)
    _, complaint = process.communicate(timeout=LIMIT)
    assert process.returncode == 75
    assert any(f":{port} for " in complaint for name, port in ports.items() if name.endswith("_port"))
    assert_alive(client)


def test_broken_standard_streams_are_survived(tmp_path):
    file, _ = write_connection_file(str(tmp_path / "kernel.json"))
    reading, writing = os.pipe()
    process = launch(KERNEL, file, stdout=writing, stderr=writing)
    os.close(reading)
    os.close(writing)
    client = connect(file)
    for _ in range(5):
        send_frames(client, [b"<IDS|MSG>", b"nonsense"])
    assert_alive(client)
    control(client, "shutdown_request", {"restart": False})
    assert process.wait(timeout=LIMIT) == 0
    disconnect(client)
