"""Writes Sources/Tokenizers/UnicodeTables+*.swift: what the reference tokenizer does with each code point.

It is asked about every code point, one at a time, so the tables follow its own version of Unicode.
usage: unicode_tables.py  (from the top of the repository, with `tokenizers` installed)
"""
from tokenizers import Regex, normalizers, pre_tokenizers

POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def normalizer(flag):
    flags = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**flags, flag: True})


def changes(flag):
    run = normalizer(flag)
    pairs = ((c, run.normalize_str(chr(c))) for c in POINTS)
    return {c: new for c, new in pairs if new != chr(c)}


def ranges(points):
    """first, length, first, length, … ; each first is the distance from the end of the one before."""
    found = []
    for c in sorted(points):
        if found and sum(found[-1]) == c:
            found[-1][1] += 1
        else:
            found.append([c, 1])
    end, numbers = 0, []
    for first, length in found:
        numbers += [first - end, length]
        end = first + length
    return numbers


def runs(mapping):
    """distance, count, step, target, target step, … : source + i * step becomes target + i * target step."""
    left, numbers, previous = dict(mapping), [], 0
    while left:
        first = min(left)
        best = (1, 1, 0)
        for step in (1, 2, 3, 4):
            for target_step in (0, 1, 2):
                count = 1
                while left.get(first + count * step) == left[first] + count * target_step:
                    count += 1
                best = max(best, (count, step, target_step), key=lambda b: b[0])
        count, step, target_step = best
        numbers += [first - previous, count, step, left[first], target_step]
        previous = first
        for i in range(count):
            del left[first + i * step]
    return numbers


def sequences(mapping):
    """distance, count, parts, …"""
    numbers, previous = [], 0
    for c, new in sorted(mapping.items()):
        numbers += [c - previous, len(new), *map(ord, new)]
        previous = c
    return numbers


def text(name, comment, numbers):
    lines, line = [], ""
    for number in map(str, numbers):
        if len(line) + len(number) + 1 > 96:
            lines.append(line)
            line = ""
        line += number + " "
    lines.append(line.rstrip())
    body = "\n".join("        " + (line.rstrip() + " \\" if i + 1 < len(lines) else line)
                     for i, line in enumerate(lines))
    return f'    /// {comment}\n    static let {name} = """\n{body}\n        """\n'


def write(facet, parts):
    with open(f"Sources/Tokenizers/UnicodeTables+{facet}.swift", "w") as file:
        file.write("// Made by Tests/TokenizersTests/Goldens/unicode_tables.py.\n\nextension UnicodeTables {\n"
                   + "\n".join(text(*part) for part in parts) + "}\n")


clean, strip, lower = changes("clean_text"), changes("strip_accents"), changes("lowercase")
split = pre_tokenizers.BertPreTokenizer()
punctuation = [c for c in POINTS if [t for t, _ in split.pre_tokenize_str("a" + chr(c) + "b")] == ["a", chr(c), "b"]]
white = [c for c in POINTS if [t for t, _ in split.pre_tokenize_str("a" + chr(c) + "b")] == ["a", "b"]]
ideographs = changes("handle_chinese_chars")
hangul = range(0xAC00, 0xD7A4)
single = {c: ord(new) for c, new in strip.items() if len(new) == 1 and c not in hangul}
several = {c: new for c, new in strip.items() if len(new) > 1 and c not in hangul}
assert [c for c, new in lower.items() if len(new) > 1] == [0x130] and lower[0x130] == "i\u0307"
write("Classes", [
    ("removed", "What cleaning removes: control, format and private-use characters.",
     ranges([c for c, new in clean.items() if new == ""])),
    ("blanks", "What cleaning turns into a space.", ranges([0x20] + [c for c, new in clean.items() if new == " "])),
    ("separators", "What separates words without cleaning.", ranges(white)),
    ("punctuation", "What is a word by itself.", ranges(punctuation)),
    ("ideographs", "What gets a space on either side.", ranges(ideographs)),
    ("marks", "Combining marks that stripping accents removes.", ranges([c for c, new in strip.items() if new == ""])),
])
write("Mappings", [
    ("bases", "Letters without their accents, where one is left.", runs(single)),
    ("sequences", "Decompositions into several: distance, count, parts.", sequences(several)),
    ("lowercase", "Lower case, but for U+0130, which becomes two.",
     runs({c: ord(new) for c, new in lower.items() if len(new) == 1})),
])


def matching(pattern):
    """The code points that a pattern of the reference's regular expressions takes one by one."""
    run = pre_tokenizers.Split(Regex(pattern), "removed")
    return [c for c in POINTS if not run.pre_tokenize_str(chr(c))]


words = pre_tokenizers.Whitespace()
joined = [c for c in POINTS if len(words.pre_tokenize_str("a" + chr(c) + "b")) == 1]
unmarked, compatible = normalizers.StripAccents(), normalizers.NFKD()
whole = {c: new for c in POINTS if c not in hangul and (new := compatible.normalize_str(chr(c))) != chr(c)}
write("Scripts", [
    ("letters", "What a byte-level tokenizer takes for a letter.", ranges(matching(r"\p{L}"))),
    ("digits", "What it takes for a number.", ranges(matching(r"\p{N}"))),
    ("spaces", "What it takes for white space.", ranges(matching(r"\s"))),
    ("wordParts", "What an added token that is a whole word may not touch.", ranges(joined)),
    ("allMarks", "Marks of every kind, which stripping accents alone removes.",
     ranges([c for c in POINTS if unmarked.normalize_str(chr(c)) == ""])),
])
write("Compatibility", [
    ("compatibles", "Full compatibility decompositions into one.",
     runs({c: ord(new) for c, new in whole.items() if len(new) == 1})),
])
write("CompatibilitySequences", [
    ("compatibleSequences", "Full compatibility decompositions into several: distance, count, parts.",
     sequences({c: new for c, new in whole.items() if len(new) > 1})),
])

decomposed, composed = normalizers.NFD(), normalizers.NFC()
canonical = {c: new for c in POINTS if c not in hangul and (new := decomposed.normalize_str(chr(c))) != chr(c)}
write("Canonical", [
    ("canonicals", "Full canonical decompositions, into one or several: distance, count, parts.", sequences(canonical)),
    ("uncomposed", "Those that no composition gives back.",
     ranges([c for c, new in canonical.items() if composed.normalize_str(new) != chr(c)])),
])
