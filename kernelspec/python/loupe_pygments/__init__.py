"""Colours for Loupe in everything that uses Pygments: nbconvert, jupyter console, Sphinx."""
from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

# The words are those of the kernel's signature table; labextension/static/remoteEntry.js has the same four lists.
VERBS = """
    load samples show describe keep drop label relabel deduplicate sample balance append split write tokens embed
    neighbours similarity plot fit crossvalidate tune calibrate finetune update distil report confusion compare
    mistakes curve stress weights explain attention faithfulness predict save open names forget settings set help
    say ask clear cache restore fetch""".split()
CLAUSES = """
    text label columns format quotes table limit from where as when otherwise with rows per dev test stratify group
    time seed to in by on folds score against top layer head row for sizes into method and or not contains matches
    missing try sample""".split()
COMPONENTS = """
    words tfidf characters pieces lexicon column encoder scale normalise reduce log_ratio logistic linear_svm
    naive_bayes ridge lda nearest""".split()
CONSTANTS = "true false none".split()

WORD = r"[^\W\d]\w*"
NAMES = rf"{WORD}(?:[ \t]*[,，][ \t]*{WORD})*"


class LoupeLexer(RegexLexer):
    """The language of the Loupe kernel."""

    name = "Loupe"
    aliases = ["loupe"]
    filenames = ["*.loupe"]
    mimetypes = ["text/x-loupe"]

    tokens = {
        "root": [
            (r"\n", Text),
            (rf"^({NAMES})([ \t]*)([=＝])([ \t]*)", bygroups(Name.Variable, Text, Operator, Text), "statement"),
            (r"^(?=[^\s#])", Text, "statement"),
            (r"(?=.)", Text, "rest"),
        ],
        "statement": [
            (words(VERBS, suffix=r"\b(?![ \t]*[=＝,，])"), Keyword, ("#pop", "rest")),
            (r"", Text, ("#pop", "rest")),
        ],
        "rest": [
            (r"\n", Text, "#pop"),
            (r"[ \t]+", Text),
            (r"[(（\[{]", Punctuation, "brackets"),
            (r"[)）\]}]", Punctuation),
            (words(CONSTANTS, suffix=r"\b"), Keyword.Constant),
            (words(COMPONENTS, suffix=r"(?=[ \t]*[(（])"), Name.Builtin),
            (words(CLAUSES, suffix=r"\b"), Keyword),
            (WORD, Name),
            (r".", Punctuation),
        ],
        "brackets": [
            (r"\s+", Text),
            (r"[(（\[{]", Punctuation, "#push"),
            (r"[)）\]}]", Punctuation, "#pop"),
            (rf"({WORD})(?=[ \t]*[:：])", Name.Attribute),
            (words(CONSTANTS, suffix=r"\b"), Keyword.Constant),
            (words(COMPONENTS, suffix=r"(?=[ \t]*[(（])"), Name.Builtin),
            (words(CLAUSES, suffix=r"\b"), Keyword),
            (WORD, Name),
            (r".", Punctuation),
        ],
    }
    for _state in ("rest", "brackets"):
        tokens[_state][1:1] = [
            (r"#.*", Comment.Single),
            (r'"""(?:.|\n)*?(?:"""|\Z)', String),
            (r'"(?:\\.|[^"\\\n])*"?', String),
            (r"'(?:\\.|[^'\\\n])*'?", String),
            (r"“[^”\n]*”?", String),
            (r"`[^`\n]*`?", Name.Label),
            (r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?", Number),
            (r"\.\.|[=＝<>!+＋|｜?-]", Operator),
        ]
