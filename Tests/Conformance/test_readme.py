"""The README beside this names only tests that exist."""

import pathlib
import re

HERE = pathlib.Path(__file__).parent
NAMED = re.findall(r"`(\w+): ([^`]+)`", (HERE / "README.md").read_text())


def test_every_test_that_the_readme_names_exists():
    missing = []
    for place, name in NAMED:
        if place.startswith("test_"):
            files, wanted = HERE.parent.glob(f"*/{place}.py"), f"def {name}("
        else:
            files, wanted = HERE.parent.glob(f"*Tests/{place}.swift"), f"func `{name}`"
        if not any(wanted in file.read_text() for file in files):
            missing.append(f"{place}: {name}")
    assert len(NAMED) > 100 and missing == []


def test_every_trap_names_a_test():
    rows = [line for line in (HERE / "README.md").read_text().splitlines() if line.startswith("| ")]
    traps = [row for row in rows if not re.match(r"\| (trap|---)", row)]
    assert len(traps) > 50 and [row for row in traps if not re.search(r"`\w+: [^`]+`", row)] == []
