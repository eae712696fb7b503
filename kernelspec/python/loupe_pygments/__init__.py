"""Colours for Loupe in everything that uses Pygments: nbconvert, jupyter console, Sphinx."""
import re

from pygments.lexer import Lexer
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

# What follows stands in labextension/static/remoteEntry.js word for word, and is the kernel's signature table:
# a verb, `_` when something must stand behind it before any clause, and its clauses.
VERBS = """
load sample text label labels separator columns format quotes table query limit
samples
show _ limit from
describe _
keep _ where
drop _ where
label _ as
relabel _ with
deduplicate _
sample _ rows per seed
balance _ seed
split _ dev test stratify group time seed
append _
write _ to table
tokens _ with
embed _ with
similarity _ with
neighbours _ in limit with
plot _ by
fit _ on
crossvalidate _ on folds score seeds seed group
tune _ on folds score search budget seed group
calibrate _ on by abstain accuracy
threshold _ on at
update _ with keeping
finetune _ on dev layers method objective epochs batch batch_tokens accumulate rate warmup decay optimiser dropout resisting patience seed
runs clear
report _ on
confusion _ on
reliability _ on
compare _ on against folds seeds seed group
curve _ on sizes score folds seed group
mistakes _ on limit folds seed group
weights _ top label against matching on
explain _ for on row label against by per budget seed
attention _ for layer head by token
evidence _ for limit
faithfulness _ on limit seed
stress _ on by strength swap for limit seed
predict _ for on
save _ to
open _
names
forget _
settings
set _ to
help
say _
ask _
clear
cache clear
fetch _
restore
"""
COMPONENTS = """
words tfidf characters encoder pieces lexicon column scale normalise reduce log_ratio weigh logistic linear_svm naive_bayes ridge lda nearest
"""
CONDITIONS = "and or not contains matches missing in when otherwise"
CONSTANTS = "true false none"

PIECES = re.compile(
    r'''(?P<line>\n)|(?P<space>[^\S\n]+)|(?P<comment>\#.*)
    |(?P<text>"""(?:.|\n)*?(?:"""|\Z)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|“[^”\n]*”?|「[^」\n]*」?)
    |(?P<quoted>`[^`\n]*`?)|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?)|(?P<word>[^\W\d]\w*)
    |(?P<comma>[,，])|(?P<open>[(（\[{])|(?P<close>[)）\]}])|(?P<operator>\.\.|[=＝<>!+＋|｜?-])|(?P<other>.)''', re.X)
NAMES = re.compile(r"[^\W\d]\w*(?:[^\S\n]*[,，][^\S\n]*[^\W\d]\w*)*[^\S\n]*[=＝](?![=＝])")
GOES_ON = re.compile(r"[^\S\n]+[^\s#]|[|｜+＋]")
CALL, COLON = re.compile(r"[^\S\n]*[(（]"), re.compile(r"[^\S\n]*[:：]")
KINDS = {
    "line": Text, "space": Text, "comment": Comment.Single, "text": String, "quoted": Name.Label, "number": Number,
    "comma": Punctuation, "open": Punctuation, "close": Punctuation, "operator": Operator, "other": Punctuation}

_verbs = {line.split()[0]: line.split()[1:] for line in VERBS.strip().splitlines()}
_components, _conditions, _constants = (set(words.split()) for words in (COMPONENTS, CONDITIONS, CONSTANTS))


class Cell:
    """A cell as it is read from its first piece to its last."""

    def __init__(self, text):
        self._text, self._depth, self._starts, self._naming, self._value = text, 0, True, False, False
        self._clauses = []

    def tokens(self):
        """Place, kind and text of each piece."""
        for piece in PIECES.finditer(self._text):
            kind = piece.lastgroup
            if kind != "word":
                self._pass(kind, piece)
            yield piece.start(), self._word(piece) if kind == "word" else KINDS[kind], piece[0]

    def _pass(self, kind, piece):
        """What a piece that is no word changes."""
        if kind == "line":
            self._value = False
            self._starts = self._starts or (self._depth == 0 and not GOES_ON.match(self._text, piece.end()))
        elif kind == "operator" and self._naming and piece[0] in "=＝":
            self._naming, self._starts = False, True
        elif kind not in ("space", "comment"):
            self._depth = max(0, self._depth + (kind == "open") - (kind == "close"))
            self._value = kind == "comma"
            if self._starts and not self._naming:
                self._starts, self._clauses = False, []

    def _word(self, piece):
        word, begins = piece[0], self._starts
        if begins and (self._naming or NAMES.match(self._text, piece.start())):
            self._naming = True
            return Name.Variable
        self._starts = False
        if begins:
            clauses = _verbs.get(word)
            self._clauses, self._value = clauses or [], clauses is not None and "_" in clauses
            if clauses is not None:
                return Keyword
        return self._inside(word, piece)

    def _inside(self, word, piece):
        """The colour of a word that begins nothing."""
        has_conditions = "where" in self._clauses or "as" in self._clauses
        if word in _components and CALL.match(self._text, piece.end()):
            return Name.Builtin
        if word in _constants:
            self._value = False
            return Keyword.Constant
        if self._depth > 0 and COLON.match(self._text, piece.end()):
            return Name.Attribute
        if has_conditions and word == "not" or self._depth > 0 and word == "try":
            return Keyword
        is_value, self._value = self._value, False
        if not is_value and self._depth == 0 and word in self._clauses:
            self._value = True
            return Keyword
        return Keyword if not is_value and has_conditions and word in _conditions else Name


class LoupeLexer(Lexer):
    """The language of the Loupe kernel."""

    name = "Loupe"
    aliases = ["loupe"]
    filenames = ["*.loupe"]
    mimetypes = ["text/x-loupe"]

    def get_tokens_unprocessed(self, text):
        yield from Cell(text).tokens()
