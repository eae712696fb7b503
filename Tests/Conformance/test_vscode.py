"""The order of messages in which VS Code's Jupyter extension works, as far as it is known from its issues and traces.

It connects before the kernel listens, asks for kernel_info and waits for anything on iopub; asks for completions and
inspections while a cell runs; interrupts by message; sends the cells of "run all" at once; and ends the kernel on control.
"""
import samples
from probes import LIMIT, assert_alive, control, outputs_of, reply_to, wait_for_input


def kinds(messages):
    return [m["content"].get("execution_state") or m["msg_type"] for m in messages]


def execute(client, code, **options):
    """As VS Code asks: with input allowed, and to stop at errors."""
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": True,
               "stop_on_error": True} | options
    message = client.session.msg("execute_request", content)
    message["metadata"] = {"cellId": "vscode-notebook-cell:/book.ipynb#W0", "deletedCells": []}
    client.shell_channel.send(message)
    return message["header"]["msg_id"]


def test_a_start_is_answered_on_both_channels(manager):
    client = manager.blocking_client()
    client.start_channels()
    try:
        requests = [client.kernel_info() for _ in range(3)]
        for request in requests:
            content = reply_to(client, request)["content"]
            assert content["status"] == "ok" and content["language_info"]["name"] == "loupe"
        assert client.get_iopub_msg(timeout=LIMIT)
        assert reply_to(client, client.comm_info())["content"]["comms"] == {}
    finally:
        client.stop_channels()


def test_a_cell_brings_busy_input_output_idle_and_its_reply(client):
    request = execute(client, 'say "one"\n7')
    assert reply_to(client, request)["content"]["status"] == "ok"
    messages = outputs_of(client, request)
    assert kinds(messages) == ["busy", "execute_input", "stream", "execute_result", "idle"]
    assert all(m["parent_header"]["msg_id"] == request for m in messages)
    quiet = execute(client, "7", silent=True, store_history=False)
    assert reply_to(client, quiet)["content"]["execution_count"] == 1
    assert kinds(outputs_of(client, quiet)) == ["busy", "idle"]


def test_editing_goes_on_while_a_cell_runs_and_an_interrupt_is_a_message(client):
    long = execute(client, samples.LONG)
    wait_for_input(client, long)
    for kind, content in (("complete", {"code": "rep", "cursor_pos": 3}), ("is_complete", {"code": "keep d where"}),
                          ("inspect", {"code": "fit", "cursor_pos": 2, "detail_level": 0})):
        message = client.session.msg(kind + "_request", content)
        client.shell_channel.send(message)
        assert reply_to(client, message["header"]["msg_id"])["msg_type"] == kind + "_reply"
        assert kinds(outputs_of(client, message["header"]["msg_id"])) == ["busy", "idle"]
    assert control(client, "interrupt_request")["content"]["status"] == "ok"
    assert reply_to(client, long)["content"]["status"] == "error"
    assert kinds(outputs_of(client, long))[-2:] == ["error", "idle"]
    assert_alive(client)


def test_run_all_stops_at_the_first_error(client):
    requests = [execute(client, code) for code in ('a = ask "?"', "frobnicate", "b = 2", "c = 3")]
    client.get_stdin_msg(timeout=LIMIT)
    reply_to(client, client.is_complete("7"))  # so all of them have arrived before the second one fails
    client.input("1")
    states = [reply_to(client, request)["content"]["status"] for request in requests]
    assert states == ["ok", "error", "aborted", "aborted"]
    for request in requests:
        assert kinds(outputs_of(client, request))[-1] == "idle"
    assert_alive(client)


def test_a_restart_is_an_end_on_control_and_a_new_process(manager, client):
    reply = control(client, "shutdown_request", {"restart": True})
    assert reply["content"] == {"status": "ok", "restart": True}
    manager.provisioner.process.wait(timeout=LIMIT)
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=LIMIT)
    assert_alive(client)
