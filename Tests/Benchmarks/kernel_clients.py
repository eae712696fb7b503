"""Two clients with one face: a raw one, which shows the kernel's own time, and jupyter_client, which is what users meet.

jupyter_client adds about a millisecond a cell, and libzmq's wait of 100 ms between two tries to connect to each start.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile

import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

LIMIT = 60  # seconds
KEY = b"a key"


class RawClient:
    """Spawns a kernel as its kernelspec says, and speaks to its sockets without a library between."""

    def __init__(self, name):
        self.folder = tempfile.TemporaryDirectory()
        specification = KernelSpecManager().get_kernel_spec(name)
        self.by_message = specification.interrupt_mode == "message"
        file, connection = write_connection_file(os.path.join(self.folder.name, "kernel.json"), key=KEY)
        fields = {"connection_file": file, "resource_dir": specification.resource_dir}
        arguments = [part.format(**fields) for part in specification.argv]
        if arguments[0] in ("python", "python3"):  # as jupyter_client does
            arguments[0] = sys.executable
        self.session = Session(key=KEY)
        self.context = zmq.Context()
        self.process = subprocess.Popen(
            arguments, env={**os.environ, **specification.env}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.sockets = {
            channel: self.connect(kind, f"tcp://{connection['ip']}:{connection[channel + '_port']}")
            for channel, kind in (("iopub", zmq.SUB), ("shell", zmq.DEALER), ("control", zmq.DEALER))
        }

    def connect(self, kind, endpoint):
        socket = self.context.socket(kind)
        socket.set(zmq.RECONNECT_IVL, 2)
        socket.set(zmq.RCVHWM, 0)
        if kind == zmq.SUB:
            socket.subscribe(b"")
        socket.connect(endpoint)
        return socket

    def send(self, kind, content, channel="shell"):
        return self.session.send(self.sockets[channel], kind, content)["header"]["msg_id"]

    def receive(self, channel):
        socket = self.sockets[channel]
        if not socket.poll(1000 * LIMIT):
            raise TimeoutError(f"nothing on {channel}")
        frames = socket.recv_multipart()
        parts = frames[frames.index(b"<IDS|MSG>") + 2:]
        header, parent, _, content = (json.loads(part) for part in parts[:4])
        return {"msg_type": header["msg_type"], "parent_header": parent, "content": content}

    def hears(self):
        """Whether something came on iopub within a tenth of a second."""
        return self.sockets["iopub"].poll(100) != 0

    def interrupt(self):
        """As its kernelspec asks: by a message or by a signal."""
        if self.by_message:
            self.send("interrupt_request", {}, "control")
        else:
            self.process.send_signal(signal.SIGINT)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.context.destroy(linger=0)
        self.folder.cleanup()


class LibraryClient:
    """A kernel and its blocking client from jupyter_client."""

    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.process = self.manager.provisioner.process
        self.client = self.manager.blocking_client()
        self.client.start_channels()

    def send(self, kind, content, channel="shell"):
        message = self.client.session.msg(kind, content)
        getattr(self.client, channel + "_channel").send(message)
        return message["header"]["msg_id"]

    def receive(self, channel):
        return getattr(self.client, channel + "_channel").get_msg(timeout=LIMIT)

    def hears(self):
        return self.client.iopub_channel.socket.poll(100) != 0

    def interrupt(self):
        self.manager.interrupt_kernel()

    def close(self):
        self.client.stop_channels()
        if self.process.poll() is None:
            self.manager.shutdown_kernel(now=True)
