"""Loupe code for the conformance and robustness tests. Edit here when the language changes."""

HELLO = 'say "hello, world"'
# A data verb whose result is neither named nor shown draws a warning.
STDERR = "d = load sample reviews\nkeep d where rating > 3;"
ERROR = "frobnicate x"
RESULTS = [
    {"code": "11", "result": "11"},
    {"code": "12", "result": "12"},
    {"code": "13", "result": "13"},
]
HISTORY_PATTERN = "?2"  # fits exactly one of RESULTS
# All but the last of what a cell shows are displays.
DISPLAY = "d = load sample reviews\ndescribe d\nshow d limit 3"
PAGE = "names?"
INSPECT = "report"
CLEAR = "clear"
COMPLETIONS = [{"text": "repo", "matches": {"report"}}, {"text": "dedup", "matches": {"deduplicate"}}]
COMPLETE = [HELLO, "names", "# a comment"]
INCOMPLETE = ["say [1, 2", "d = ", 'say """open']
INVALID = ["say )"]
# Runs until it is interrupted, for all that a test can tell.
LONG = "d = load sample reviews\n" + "m = fit characters(ngrams: 1..6) | logistic(C: 1000) on d\n" * 2000
ASK = 'ask "name?"'
