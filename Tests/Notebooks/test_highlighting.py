"""The Pygments lexer colours a word by its place, and every cell whole."""
import json
from pathlib import Path

import nbformat
import pytest
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String

ROOT = Path(__file__).resolve().parents[2]
# Cells with the pieces that both highlighters must find; Tests/Browser/test_grammar.py reads them, too.
CELLS = json.loads((Path(__file__).parent / "highlighting.json").read_text("utf-8"))
KINDS = {
    Keyword: "keyword", Name: "name", Name.Variable: "new", Name.Builtin: "builtin", Name.Attribute: "option",
    Name.Label: "quoted", Keyword.Constant: "atom", String: "string", Number: "number", Operator: "operator",
    Punctuation: "mark", Comment.Single: "comment"}


@pytest.mark.parametrize("code, pieces", CELLS, ids=[code for code, _ in CELLS])
def test_a_word_is_coloured_by_its_place(code, pieces):
    tokens = get_lexer_by_name("loupe").get_tokens(code)
    found = [f"{KINDS[kind]}:{text}" for kind, text in tokens if text.strip()]
    assert " ".join(found).replace("\n", "␤") == pieces


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_every_cell_is_coloured_without_loss(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            tokens = list(get_lexer_by_name("loupe", ensurenl=False).get_tokens(cell.source))
            assert "".join(text for _, text in tokens) == cell.source
            assert Error not in [kind for kind, _ in tokens]
