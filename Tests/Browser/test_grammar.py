"""The grammar of the JupyterLab extension finds the same pieces as the Pygments lexer, in a real browser."""
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CELLS = json.loads((ROOT / "Tests/Notebooks/highlighting.json").read_text("utf-8"))
EXTENSION = (ROOT / "kernelspec/labextension/static/remoteEntry.js").read_text("utf-8")
KINDS = {
    "keyword": "keyword", "variableName": "name", "variableName.definition": "new", "variableName.standard": "builtin",
    "propertyName": "option", "variableName.special": "quoted", "atom": "atom", "string": "string", "number": "number",
    "operator": "operator", "bracket": "mark", None: "mark", "comment": "comment"}

# A line as CodeMirror hands it to a stream grammar.
PIECES = r"""
const [cells, done] = arguments;
class Line {
  constructor(text) { Object.assign(this, { text, at: 0 }); }
  sol() { return this.at === 0; }
  eol() { return this.at >= this.text.length; }
  peek() { return this.text.charAt(this.at) || undefined; }
  next() { return this.eol() ? undefined : this.text.charAt(this.at++); }
  eatSpace() { const from = this.at; while (/\s/.test(this.peek() ?? "")) this.at++; return this.at > from; }
  skipToEnd() { this.at = this.text.length; }
  skipTo(text) { const found = this.text.indexOf(text, this.at); if (found >= 0) this.at = found; return found >= 0; }
  indentation() { return this.text.length - this.text.trimStart().length; }
  match(pattern, consume) {
    const rest = this.text.slice(this.at);
    const found = typeof pattern === "string" ? (rest.startsWith(pattern) ? [pattern] : null) : rest.match(pattern);
    if (found && consume !== false) this.at += found[0].length;
    return found;
  }
}
function pieces(grammar, code) {
  const [state, found] = [grammar.startState(), []];
  for (const text of code.split("\n")) {
    for (const line = new Line(text); !line.eol(); ) {
      const from = line.at, kind = grammar.token(line, state), piece = text.slice(from, line.at);
      if (line.at === from) throw new Error(`stands still in ${code}`);
      if (piece.trim()) found.push([kind, piece, from === 0 && state.continued]);
    }
    state.continued = state.long;
  }
  return found;
}
_JUPYTERLAB["loupe-highlighting"].get("./grammar").then(get => done(cells.map(code => pieces(get(), code))));
"""


def joined(found):
    """Pieces as text; a string over several lines comes a line at a time."""
    parts = []
    for kind, text, continued in found:
        if continued:
            parts[-1] += "␤" + text
        else:
            parts.append(f"{KINDS[kind]}:{text}")
    return " ".join(parts)


def test_the_extension_colours_a_word_by_its_place(driver):
    driver.get("about:blank")
    driver.execute_script(EXTENSION)
    found = driver.execute_async_script(PIECES, [code for code, _ in CELLS])
    assert [joined(pieces) for pieces in found] == [pieces for _, pieces in CELLS]
