"""What a kernel that dies in a cell tells the next one, over real processes and signals."""

import os
import signal

import pytest

WAITING = 'say "before"\nanswer = ask "Which?"'


@pytest.fixture(autouse=True)
def own_notebook(monkeypatch, tmp_path):
    """Names of another test's kernel must not be there to restore."""
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "notebook.ipynb"))


@pytest.fixture(autouse=True)
def no_backtrace(monkeypatch):
    """A debug build would take half a minute to print where it died."""
    monkeypatch.setenv("SWIFT_BACKTRACE", "enable=no")


def die(manager, client, number):
    """Ends the kernel by a signal in the middle of a cell, and starts it again on the same connection file."""
    client.execute(WAITING, allow_stdin=True)
    client.get_stdin_msg(timeout=20)
    os.kill(manager.provisioner.pid, number)
    manager.provisioner.process.wait(timeout=20)
    restart(manager, client)


def restart(manager, client, now=True):
    manager.restart_kernel(now=now)
    client.wait_for_ready(timeout=30)


def run(client, code):
    """What a cell writes, by stream; shown tables count as `shown`, an error as its code."""
    said = {"stdout": "", "stderr": "", "shown": "", "error": ""}

    def hook(message):
        content = message["content"]
        match message["header"]["msg_type"]:
            case "stream":
                said[content["name"]] += content["text"]
            case "display_data" | "execute_result":
                said["shown"] += content["data"]["text/plain"] + "\n"
            case "error":
                said["error"] = content["ename"]

    client.execute_interactive(code, output_hook=hook, timeout=60)
    return said


@pytest.mark.parametrize("number", [
    signal.SIGSEGV, signal.SIGILL, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGTRAP, signal.SIGKILL,
])
def test_next_start_tells_cell_and_cause_once(manager, client, number):
    run(client, "say 1")
    die(manager, client, number)
    said = run(client, "say 2")["stderr"]
    assert "L117" in said and "cell 2" in said and '2 │ answer = ask "Which?"' in said
    assert number.name in said or (number == signal.SIGKILL and "killed" in said)
    assert run(client, "say 3")["stderr"] == ""
    restart(manager, client)
    assert run(client, "say 4")["stderr"] == ""


@pytest.mark.parametrize("now", [True, False])
def test_a_restart_by_the_user_leaves_no_record(manager, client, now):
    run(client, "say 1")
    restart(manager, client, now)
    assert run(client, "say 2")["stderr"] == ""


# What nohup starts ignores hang-ups, and so would the kernels that it starts.
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_wish_to_end_is_no_death(manager, client, number):
    die(manager, client, number)
    assert run(client, "say 2")["stderr"] == ""


def test_an_orderly_shutdown_in_a_cell_leaves_no_record(manager, client):
    client.execute(WAITING, allow_stdin=True)
    client.get_stdin_msg(timeout=20)
    restart(manager, client, now=False)
    assert run(client, "say 2")["stderr"] == ""


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_restore_brings_the_model_back_after_a_death(manager, client, number):
    run(client, "reviews = load sample reviews\ntrain, test = split reviews test 20% seed 7")
    run(client, "model = fit tfidf() | logistic() on train")
    before = run(client, "report model on test")["shown"]
    die(manager, client, number)
    said = run(client, "restore\nreport model on test")
    assert "restore brings back 4 names" in said["stderr"]
    assert said["error"] == "" and before != "" and said["shown"].endswith(before)
