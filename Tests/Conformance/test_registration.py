"""The start-up handshake (JEP 66): a launcher that waits for the ports, against the executable."""

import hashlib
import hmac
import json
import os
import stat
import subprocess
import sys

import pytest
import zmq
from conftest import KERNEL
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from probes import LIMIT, assert_alive, command, control, disconnect, launch

KEY = "secret"


def sign(content, key=KEY, scheme="sha256"):
    return hmac.new(key.encode(), content, getattr(hashlib, scheme)).hexdigest().encode()


class Registrar:
    """The launcher's side: one socket, one registration file a kernel."""

    def __init__(self, folder, scheme="sha256"):
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.ROUTER)
        self.scheme = scheme
        self.file = folder / "launch.json"
        port = self.socket.bind_to_random_port("tcp://127.0.0.1")
        self.file.write_text(json.dumps({
            "kernel_id": "kernel-of-mine", "transport": "tcp", "registration_ip": "127.0.0.1",
            "registration_port": port, "key": KEY, "signature_scheme": f"hmac-{scheme}"}))

    def wait(self):
        """Who registers, and what it tells."""
        assert self.socket.poll(LIMIT * 1000), "no kernel registers"
        name, delimiter, signature, content = self.socket.recv_multipart()
        assert delimiter == b"<IDS|MSG>" and signature == sign(content, scheme=self.scheme)
        return name, json.loads(content)

    def answer(self, name, content=b"ACK", signature=None):
        signature = signature or sign(content, scheme=self.scheme)
        self.socket.send_multipart([name, b"<IDS|MSG>", signature, content])


@pytest.fixture
def registrar(tmp_path):
    registrar = Registrar(tmp_path)
    yield registrar
    registrar.context.destroy(linger=0)


def client_at(ports, scheme="sha256"):
    client = BlockingKernelClient()
    info = {name: int(port) for name, port in ports.items() if name.endswith("_port")}
    client.load_connection_info(info | {
        "transport": "tcp", "ip": "127.0.0.1", "key": KEY, "signature_scheme": f"hmac-{scheme}"})
    client.start_channels()
    client.wait_for_ready(timeout=LIMIT)
    return client


def test_the_ports_come_and_after_the_acknowledgement_the_kernel_serves(registrar, tmp_path):
    process = launch(KERNEL, str(registrar.file))
    name, ports = registrar.wait()
    assert ports.pop("kernel_id") == "kernel-of-mine"
    assert sorted(ports) == ["control_port", "hb_port", "iopub_port", "shell_port", "stdin_port"]
    assert all(isinstance(port, str) for port in ports.values()) and len(set(ports.values())) == 5
    registrar.answer(name)
    client = client_at(ports)
    assert_alive(client)
    own = tmp_path / "kernel-kernel-of-mine.json"
    other = BlockingKernelClient(connection_file=str(own))
    other.load_connection_file()
    other.start_channels()
    other.wait_for_ready(timeout=LIMIT)
    assert_alive(other)
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    control(client, "shutdown_request", {"restart": False})
    assert process.wait(timeout=LIMIT) == 0
    assert not own.exists()
    disconnect(other)
    disconnect(client)


@pytest.mark.parametrize("scheme", ["md5", "sha512"])
def test_the_handshake_is_signed_as_the_file_says(tmp_path, scheme):
    registrar = Registrar(tmp_path, scheme)
    process = launch(KERNEL, str(registrar.file))
    name, ports = registrar.wait()
    registrar.answer(name)
    client = client_at(ports, scheme)
    assert_alive(client)
    control(client, "shutdown_request", {"restart": False})
    assert process.wait(timeout=LIMIT) == 0
    disconnect(client)
    registrar.context.destroy(linger=0)


def test_many_kernels_at_once_get_ports_of_their_own(registrar):
    processes = [launch(KERNEL, str(registrar.file)) for _ in range(8)]
    told = [registrar.wait() for _ in processes]
    ports = [port for _, content in told for name, port in content.items() if name.endswith("_port")]
    assert len(set(ports)) == 5 * len(processes)
    for name, _ in told:
        registrar.answer(name)
    for process in processes:
        process.kill()
        process.wait(timeout=LIMIT)


ANSWERS = {
    "wrong signature": ({"signature": b"0" * 64}, 76, "signed"),
    "no signature": ({"signature": b"-"}, 76, "signed"),
    "another key": ({"signature": sign(b"ACK", "guess")}, 76, "signed"),
    "garbage": ({"content": b"\x00\xff garbage"}, 76, "not ACK"),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_is_no_acknowledgement_ends_the_kernel(registrar, answer):
    arguments, code, word = ANSWERS[answer]
    process = launch(KERNEL, str(registrar.file), stderr=subprocess.PIPE, text=True)
    registrar.answer(registrar.wait()[0], **arguments)
    _, complaint = process.communicate(timeout=LIMIT)
    assert process.returncode == code
    assert word in complaint and "tcp://127.0.0.1:" in complaint


def test_a_launcher_that_stays_silent_ends_the_kernel(registrar):
    process = launch(KERNEL, str(registrar.file), stderr=subprocess.PIPE, text=True)
    registrar.wait()
    _, complaint = process.communicate(timeout=LIMIT)
    assert process.returncode == 69
    assert "no answer within 5 seconds" in complaint


def test_a_kernel_whose_launcher_dies_in_the_handshake_ends(registrar):
    code = (
        "import os, subprocess, sys\n"
        "env = os.environ | {'JPY_PARENT_PID': str(os.getpid())}\n"
        "subprocess.Popen(sys.argv[1:], env=env, start_new_session=True).wait()\n"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", code, *command(KERNEL, str(registrar.file))], stderr=subprocess.PIPE, text=True)
    registrar.wait()
    launcher.kill()
    # The kernel holds the pipe's other end until it has ended; of a launcher that it misses it says nothing.
    assert launcher.stderr.read() == ""
    launcher.wait()


def test_the_kernelspec_says_that_registration_files_are_taken():
    version = KernelSpecManager().get_kernel_spec(KERNEL).to_dict()["kernel_protocol_version"]
    assert [int(part) for part in version.split(".")] >= [5, 6]


@pytest.mark.parametrize("scheme", ["hmac-sha3_256", "md5"])
def test_an_unknown_signature_scheme_is_refused_with_the_known_ones(tmp_path, scheme):
    file = tmp_path / "kernel.json"
    file.write_text(json.dumps({"ip": "127.0.0.1", "key": "k", "signature_scheme": scheme, **{
        f"{name}_port": 1 + number for number, name in enumerate(["shell", "control", "stdin", "iopub", "hb"])}}))
    process = launch(KERNEL, str(file), stderr=subprocess.PIPE, text=True)
    _, complaint = process.communicate(timeout=LIMIT)
    assert process.returncode == 78
    assert scheme in complaint and "hmac-md5, hmac-sha1, hmac-sha256, hmac-sha384, hmac-sha512" in complaint
    assert os.listdir(tmp_path) == ["kernel.json"]
