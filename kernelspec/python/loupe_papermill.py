"""Papermill's parameters for Loupe: `papermill in.ipynb out.ipynb -p share 0.3` writes `share = 0.3` into a cell.

Papermill looks translators up by kernel or language in a table of its own, which has no entry point; the modules of
its engines it loads at start. So this module is registered as the engine `loupe`, papermill's usual one, and enters
its translator when it is loaded.
"""
import math
import re

from papermill.engines import NBClientEngine as Engine  # noqa: F401  the entry point names it
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

# A name, bare or in back quotes, a value and, behind it, a comment that explains it.
SETTING = re.compile(r"\s*(`[^`]+`|[^\W\d]\w*)\s*[=＝]\s*((?:\"[^\"]*\"|[^#\"])*?)\s*(?:#\s*(.*))?$")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class LoupeTranslator(Translator):
    """Values as Loupe writes them."""

    @classmethod
    def translate_escaped_str(cls, val):
        plain = (ESCAPES.get(c) or (f"\\u{{{ord(c):x}}}" if c < " " or c == "\x7f" else c) for c in str(val))
        return '"' + "".join(plain) + '"'

    @classmethod
    def translate_none(cls, val):
        return "none"

    @classmethod
    def translate_float(cls, val):
        if not math.isfinite(val):
            raise ValueError(f"Loupe has no number {val}")
        return repr(val)

    @classmethod
    def translate_list(cls, val):
        return "[" + ", ".join(cls.translate(item) for item in val) + "]"

    @classmethod
    def translate_dict(cls, val):
        entries = (f"{cls.translate_escaped_str(key)}: {cls.translate(item)}" for key, item in val.items())
        return "{" + ", ".join(entries) + "}"

    @classmethod
    def inspect(cls, parameters_cell):
        found = (SETTING.match(line) for line in parameters_cell["source"].splitlines())
        return [Parameter(match[1], "None", match[2], match[3] or "") for match in found if match]

    @classmethod
    def comment(cls, cmt_str):
        return f"# {cmt_str}"


papermill_translators.register("loupe", LoupeTranslator)
