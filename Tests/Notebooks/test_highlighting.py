"""The Pygments lexer and the JupyterLab extension know the same words, and the lexer colours every cell whole."""
import re
from pathlib import Path

import loupe_pygments
import nbformat
import pytest
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, String

ROOT = Path(__file__).resolve().parents[2]
EXTENSION = (ROOT / "kernelspec/labextension/static/remoteEntry.js").read_text("utf-8")


def coloured(code):
    return [(kind, text) for kind, text in get_lexer_by_name("loupe").get_tokens(code) if text.strip()]


@pytest.mark.parametrize("name", ["VERBS", "CLAUSES", "COMPONENTS", "CONSTANTS"])
def test_both_know_the_same_words(name):
    listed = re.search(rf"const {name} = words\(`([^`]*)`\)", EXTENSION)[1].split()
    assert listed == getattr(loupe_pygments, name)


def test_a_verb_is_one_only_where_a_statement_begins():
    assert coloured("report = 1\nreport model on test") == [
        (Name.Variable, "report"), (Operator, "="), (Number, "1"),
        (Keyword, "report"), (Name, "model"), (Keyword, "on"), (Keyword, "test")]


def test_strings_comments_and_options_are_told_apart():
    kinds = dict((text, kind) for kind, text in coloured('x = tfidf(min_docs: 2) # "no string"\nsay “评论, on” # on'))
    assert kinds["tfidf"] is Name.Builtin
    assert kinds["min_docs"] is Name.Attribute
    assert kinds['# "no string"'] is Comment.Single
    assert kinds["“评论, on”"] is String


def test_a_long_string_spans_lines():
    assert (String, '"""a\nreport # b\n"""') in coloured('say """a\nreport # b\n"""\nreport model')


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_every_cell_is_coloured_without_loss(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            tokens = list(get_lexer_by_name("loupe", ensurenl=False).get_tokens(cell.source))
            assert "".join(text for _, text in tokens) == cell.source
            assert Error not in [kind for kind, _ in tokens]
