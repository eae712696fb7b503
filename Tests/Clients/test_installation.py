"""`loupe install`, `uninstall` and `doctor` in places of the tests' own."""
import json
import os
import subprocess
import sys

import pytest


@pytest.fixture
def prefix(tmp_path):
    """A Python environment without Jupyter."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
    return tmp_path / "env"


def spec(prefix, name):
    return json.loads((prefix / "share/jupyter/kernels" / name / "kernel.json").read_text("utf-8"))


def test_a_prefix_gets_kernel_colours_and_modules_and_loses_them_again(loupe, prefix):
    before = sorted(p for p in prefix.rglob("*"))
    loupe("install", "--prefix", prefix)
    written = spec(prefix, "loupe")
    assert written["argv"][1:] == ["kernel", "--connection-file", "{connection_file}"]
    assert written["interrupt_mode"] == "message"
    assert written["metadata"]["supported_encryption"] == ["curve"]
    assert (prefix / "share/jupyter/labextensions/loupe-highlighting/static/remoteEntry.js").is_file()
    ask = "import importlib.metadata as m; print(len(m.entry_points(name='loupe')), m.version('loupe-pygments'))"
    found = subprocess.run([prefix / "bin/python", "-c", ask], capture_output=True, text=True, check=True)
    assert found.stdout.split()[0] == "2"
    loupe("uninstall", "--prefix", prefix)
    assert [p for p in prefix.rglob("*") if p.is_file() and p not in before] == []


def test_a_second_name_stays_when_the_first_goes(loupe, prefix):
    loupe("install", "--prefix", prefix)
    loupe("install", "--prefix", prefix, "--name", "loupe-2", "--display-name", "Loupe 2", "--home", prefix)
    loupe("uninstall", "--prefix", prefix)
    assert spec(prefix, "loupe-2")["display_name"] == "Loupe 2"
    assert spec(prefix, "loupe-2")["env"] == {"LOUPE_HOME": str(prefix)}
    assert (prefix / "share/jupyter/labextensions/loupe-highlighting").is_dir()
    assert not (prefix / "share/jupyter/kernels/loupe").exists()


def test_a_kernel_of_another_program_is_neither_replaced_nor_removed(loupe, prefix):
    folder = prefix / "share/jupyter/kernels/other"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text('{"argv": ["x"], "display_name": "Other", "language": "other"}')
    assert "--replace" in loupe("install", "--prefix", prefix, "--name", "other", status=1)
    assert "jupyter kernelspec remove other" in loupe("uninstall", "--prefix", prefix, "--name", "other", status=1)
    assert spec(prefix, "other")["display_name"] == "Other"
    loupe("install", "--prefix", prefix, "--name", "other", "--replace")
    assert spec(prefix, "other")["language"] == "loupe"


@pytest.mark.parametrize("arguments, cure, status", [
    (["--name", "My Loupe"], "--name my-loupe", 2),
    (["--user", "--sys-prefix"], "give one of them", 2),
    (["--prefix", "/no/such/folder"], "Make it first", 1),
    (["--python", "/bin/ls"], "--python", 1),
])
def test_what_can_not_be_is_refused_with_a_way_out(loupe, arguments, cure, status):
    assert cure in loupe("install", *arguments, status=status)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
def test_a_folder_that_may_not_be_written_is_named(loupe, prefix):
    prefix.chmod(0o755)
    (prefix / "share").mkdir(mode=0o555)
    for folder in prefix.parents[:-1]:
        folder.chmod(folder.stat().st_mode | 0o055)
    said = loupe("install", "--prefix", prefix, status=1, user=65534)
    assert "no permission" in said and "--user" in said


def test_the_doctor_finds_all_well_and_says_so_in_json(loupe):
    report = json.loads(loupe("doctor", "--json", "--python", sys.executable))
    assert [f for f in report["findings"] if not f["ok"]] == []
    assert {"algebra", "encoder", "Jupyter", "kernel", "encoding", "cell"} <= {f["subject"] for f in report["findings"]}


def can_take_the_network_away():
    return subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not can_take_the_network_away(), reason="only root can, and not in every container")
def test_the_doctor_needs_no_loopback_interface(loupe):
    said = loupe("doctor", "--python", sys.executable, under=("unshare", "--net", "timeout", "60"))
    assert "All is well." in said


def test_the_doctor_names_a_damaged_encoder_and_a_lost_program(loupe, tmp_path):
    folder = tmp_path / "share/kernels/lost"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text('{"argv": ["/no/loupe"], "display_name": "L", "language": "loupe"}')
    (tmp_path / "home/models/all-MiniLM-L6-v2").mkdir(parents=True)
    said = loupe("doctor", "--python", sys.executable, status=1,
                 LOUPE_HOME=str(tmp_path / "home"), JUPYTER_PATH=str(tmp_path / "share"))
    problems = [line for line in said.split("\n") if line.startswith("problem")]
    assert any("encoder" in line and "lacks" in line for line in problems)
    assert any(str(folder) in line and "/no/loupe, which is not there" in line for line in problems)
    assert "→" in said
