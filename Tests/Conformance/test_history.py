"""The history of cells on disk, through several kernels of the kernelspec named by LOUPE_KERNEL (default: loupe)."""

import contextlib
import os
import stat

import pytest
import samples
from conftest import KERNEL
from jupyter_client.manager import KernelManager
from probes import assert_alive, reply_to, run

CELL, RESULT = samples.RESULTS[0]["code"], samples.RESULTS[0]["result"]


@contextlib.contextmanager
def kernel(home, **environment):
    manager = KernelManager(kernel_name=KERNEL)
    manager.start_kernel(env=os.environ | {"LOUPE_HOME": str(home), "XDG_DATA_HOME": str(home / "own")} | environment)
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    yield client
    client.stop_channels()
    manager.shutdown_kernel()


def recall(client, **request):
    reply = reply_to(client, client.history(**request))
    return [tuple(entry) for entry in reply["content"]["history"]]


def test_history_outlives_the_kernel_with_its_results(tmp_path):
    for session in (1, 2):
        with kernel(tmp_path) as client:
            run(client, CELL)
            run(client, f"# {session}")
            assert recall(client, hist_access_type="range", session=0, output=True) == [
                (session, 1, [CELL, RESULT]), (session, 2, [f"# {session}", None])]
    with kernel(tmp_path) as client:
        assert recall(client, hist_access_type="tail", n=2) == [(2, 1, CELL), (2, 2, "# 2")]
        assert recall(client, hist_access_type="range", session=-2) == [(1, 1, CELL), (1, 2, "# 1")]
        assert recall(client, hist_access_type="search", pattern="[#] ?") == []
        assert recall(client, hist_access_type="search", pattern="# ?", n=1) == [(2, 2, "# 2")]


def test_two_kernels_at_once_have_sessions_of_their_own(tmp_path):
    with kernel(tmp_path) as first, kernel(tmp_path) as second:
        for number in range(20):
            requests = [(client, client.execute(f"# {number}")) for client in (first, second)]
            for client, request in requests:
                assert reply_to(client, request)["content"]["status"] == "ok"
        sessions = []
        for client in (first, second):
            cells = recall(client, hist_access_type="range", session=0)
            assert [cell[1:] for cell in cells] == [(number + 1, f"# {number}") for number in range(20)]
            sessions.append(cells[0][0])
        assert sorted(sessions) == [1, 2]


@pytest.mark.parametrize("damage", ["nonsense", "folder", "readonly"])
def test_a_history_that_can_not_be_kept_stops_nothing(tmp_path, damage):
    file = tmp_path / "history.sqlite"
    if damage == "nonsense":
        file.write_bytes(b"nonsense" * 1000)
    elif damage == "folder":
        file.mkdir()
    else:
        tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with kernel(tmp_path) as client:
        assert_alive(client)
        assert [source for _, _, source in recall(client, hist_access_type="tail", n=5)] == ['say "alive"']


@pytest.mark.parametrize("wish", [{"LOUPE_HISTORY": "off"}])
def test_history_can_be_switched_off(tmp_path, wish):
    with kernel(tmp_path, **wish) as client:
        assert_alive(client)
        assert len(recall(client, hist_access_type="tail", n=5)) == 1
    assert not (tmp_path / "history.sqlite").exists()
