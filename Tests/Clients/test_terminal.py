"""`loupe run` and `loupe check`: parameters, several files, the standard input, exit codes."""
import os
import pty
import subprocess

import pytest

FILE = 'share = 30%\nname = "a"\nname;\nshare\n'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file.loupe"
    path.write_text(FILE, "utf-8")
    return path


@pytest.mark.parametrize("given, shown", [
    ("0.2", "0.2"), ("none", "none"), ("[1, 2]", "[1, 2]"), ('"5"', "5"), ("two words", "two words"),
    ('load sample reviews', "load sample reviews"), ('1\nsay "injected"', '1\nsay "injected"'),
])
def test_a_parameter_replaces_a_plain_value_and_never_becomes_code(loupe, file, given, shown):
    assert loupe("run", file, "--parameter", f"share={given}").strip() == shown


def test_an_unknown_parameter_is_wrong_use(loupe, file):
    assert "Did you mean share?" in loupe("run", file, "-p", "shre=1", status=2)
    assert "name=value" in loupe("run", file, "-p", "share", status=2)


def test_lines_keep_their_numbers(loupe, tmp_path):
    path = tmp_path / "long.loupe"
    path.write_text('note = """a\nb"""\nfrobnicate\n', "utf-8")
    assert "3 │ frobnicate" in loupe("run", path, "-p", "note=short", status=1)


def test_check_reads_several_files_and_the_standard_input(loupe, file):
    assert loupe("check", file, file) == ""
    assert "frobnicate" in loupe("check", file, "-", status=1, typed="frobnicate")
    assert "can't be read" in loupe("check", "/no/such/file", file, status=2)


def test_a_warning_is_no_error(loupe):
    assert "warning" in loupe("check", "-", typed="d = load sample reviews\nkeep d where rating > 3;")


def test_wrong_use_ends_with_2(loupe):
    loupe("check", status=2)
    loupe("run", "--nonsense", status=2)


def said(loupe, file, **environment):
    """What `loupe run` says of errors when that goes to a terminal."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    done = subprocess.run(
        [loupe.program, "run", str(file)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs,
        env={**plain, "TERM": "xterm", **environment})
    os.close(theirs)
    assert done.returncode == 1
    lines = os.read(ours, 1 << 16).decode()
    os.close(ours)
    return lines


def test_colours_are_for_terminals_and_for_those_who_want_them(loupe, tmp_path):
    path = tmp_path / "wrong.loupe"
    path.write_text("d = load sample reviews\nx = keep d where label = meh\nfrobnicate d\n", "utf-8")
    assert "\x1b[" not in loupe("run", path, status=1)
    assert "\x1b[" in said(loupe, path)
    assert "\x1b[" in said(loupe, path, NO_COLOR="")
    assert "\x1b[" not in said(loupe, path, NO_COLOR="1")
    assert "\x1b[" not in said(loupe, path, TERM="dumb")
