"""Raw access to a kernel, for messages that no client would send."""

import subprocess

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager

LIMIT = 30  # seconds until a missing answer fails a test


def reply_to(client, msg_id, channel="shell"):
    """The next reply on a channel must answer `msg_id`: so what was sent before it got none."""
    socket = client.shell_channel if channel == "shell" else client.control_channel
    reply = socket.get_msg(timeout=LIMIT)
    assert reply["parent_header"].get("msg_id") == msg_id, reply["msg_type"]
    return reply


def outputs_of(client, msg_id):
    """What iopub brings for a request, up to its idle."""
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=LIMIT)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        messages.append(message)
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return messages


def wait_for_input(client, msg_id):
    """Waits until a cell has begun."""
    while True:
        message = client.get_iopub_msg(timeout=LIMIT)
        if message["parent_header"].get("msg_id") == msg_id and message["msg_type"] == "execute_input":
            return


def run(client, code, **options):
    msg_id = client.execute(code, **options)
    return reply_to(client, msg_id), outputs_of(client, msg_id)


def assert_alive(client):
    reply, outputs = run(client, 'say "alive"')
    assert reply["content"]["status"] == "ok"
    text = [m["content"]["text"] for m in outputs if m["msg_type"] == "stream"]
    assert "".join(text).strip() == "alive"


def control(client, kind, content=None):
    """Sends a request on control and returns its reply."""
    message = client.session.msg(kind, content or {})
    client.control_channel.send(message)
    return reply_to(client, message["header"]["msg_id"], "control")


def send_frames(client, frames):
    client.shell_channel.socket.send_multipart(frames)


def command(kernel, connection_file):
    """How the kernelspec starts the kernel."""
    spec = KernelSpecManager().get_kernel_spec(kernel)
    parts = {"connection_file": connection_file, "resource_dir": spec.resource_dir}
    return [part.format(**parts) if "{" in part else part for part in spec.argv]


def launch(kernel, connection_file, **options):
    return subprocess.Popen(command(kernel, connection_file), stdin=subprocess.DEVNULL, **options)


def connect(connection_file):
    """A client of a kernel that no manager looks after."""
    client = BlockingKernelClient(connection_file=connection_file)
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=LIMIT)
    return client


def disconnect(client):
    """Ends a client whose kernel may be gone, so that nothing waits for it."""
    client.stop_channels()
    client.context.destroy(linger=0)
