"""Trains small tokenizers of every kind and records what the reference makes of many texts.

usage: make_tokenizers.py [--real MODELS | --many FOLDER MODELS [DATA …]]   (needs tokenizers and sentencepiece)

Without arguments: writes trained/*.json, charsmap.txt (SentencePiece's own NFKC map), texts.json and tokens.json here,
for the tests. --real: writes real.json and forms.json here, the same texts through the tokenizers of the encoders in the
folder MODELS, and through one trained here with each normal form of Unicode for its normaliser.
--many: writes 20,000 texts and a hash for each and every tokenizer to FOLDER; LOUPE_TOKENIZERS=FOLDER makes the tests
read them. DATA are text files whose lines are used too.
"""
import base64
import json
import os
import random
import sys
import tempfile
from pathlib import Path

import sentencepiece
from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors,
                        trainers)

HERE = Path(__file__).parent
TOP = HERE.parents[2]
sys.path.insert(0, str(TOP / "Tests/EncodersTests/Goldens"))
from texts import TEXTS  # noqa: E402

SAMPLES = [line for name in ("en", "zh") for line in
           (TOP / f"Sources/TextModels/Samples/reviews-{name}.csv").read_text("utf-8").splitlines()]
ODD = ["\u0000", "\u0301", "\u0323\u0307", "\u200d", "\ufe0f", "\u00a0", "\u3000", "\u2003", "\r\n", "\n", "\t", "\u0085",
       "  ", "    ", "\u00ad", "\u200b", "\u202e", "\u0600", "\u064b", "\u0e33", "\uff21", "\uff76\uff9e", "\u00bd", "\ufb01",
       "\u1e9b\u0323", "\u0130", "\u1100\u1161\u11a8", "\uac01", "\U0001f469\u200d\U0001f680", "\U0001f1e9\U0001f1ea", "\u2581",
       "\u0120", "''", "``", "'s", "'LL", "\u2019s", "<mask>", " <mask> ", "<s>", "</s>", "<unk>", "<pad>", "[MASK]", "[CLS]",
       "<MASK>", "wholeword", "\ufffd", "\U0010ffff", "\u2155", "\u3392", "\u0958", "\u0344", "\u1fb3", "\u212b", "\u0e01\u0e33",
       "\u0635\u0644\u0649 \u0627\u0644\u0644\u0647", "\u05e9\u05c1\u05b8", "\ufdfa", "\U0001d49c", "\U0002f800", "\x7f", "\x1b[0m"]


def texts(count, data):
    pick = random.Random(5)
    base = TEXTS + SAMPLES + data
    found = list(TEXTS) + ODD + [a + b for a in ODD[:24] for b in ("a", "\u4e2d", "\u00e9", "1")]
    scripts = [(0x20, 0x7f), (0xa0, 0x250), (0x300, 0x370), (0x370, 0x530), (0x590, 0x700), (0x900, 0xe80), (0x1100, 0x1200),
               (0x1e00, 0x2100), (0x2100, 0x2600), (0x3000, 0x3400), (0x4e00, 0xa000), (0xac00, 0xd7a4), (0xf900, 0x10000),
               (0x10000, 0x10400), (0x1d400, 0x1d800), (0x1f000, 0x1fb00), (0, 0x110000)]
    while len(found) < count:
        kind = pick.randrange(8)
        text = pick.choice(base)
        if kind == 1:
            text = "".join(pick.choice(base)[:60] + pick.choice(ODD) for _ in range(3))
        elif kind == 2:
            letters = list(text[:200])
            for _ in range(pick.randrange(1, 6)):
                letters.insert(pick.randrange(len(letters) + 1), pick.choice(ODD))
            text = "".join(letters)
        elif kind == 3:
            low, high = pick.choice(scripts)
            text = "".join(chr(c) for c in (pick.randrange(low, high) for _ in range(pick.randrange(1, 40)))
                           if not 0xd800 <= c < 0xe000)
        elif kind == 4:
            text = "".join(pick.choice(ODD + list("ab \u4e2d")) for _ in range(pick.randrange(1, 12)))
        elif kind == 5:
            text = (pick.choice(ODD + list("aA1 \u4e2d\u00e9!") + ["ab", "the "]) * pick.randrange(2, 300))[:600]
        found.append(text)
    return found[:count]


def charsmap():
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "lines.txt")
        lines.write_text("\n".join(SAMPLES), "utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(lines), model_prefix=folder + "/m", vocab_size=1200, normalization_rule_name="nmt_nfkc",
            character_coverage=0.99, minloglevel=2)
        from sentencepiece import sentencepiece_model_pb2
        model = sentencepiece_model_pb2.ModelProto()
        model.ParseFromString(Path(folder, "m.model").read_bytes())
        return base64.b64encode(model.normalizer_spec.precompiled_charsmap).decode()


def unigram(normaliser, words, special, mask):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer, tokenizer.pre_tokenizer = normaliser, words
    names = [special[0], "<pad>", special[1], "<unk>"]
    tokenizer.train_from_iterator(SAMPLES + TEXTS, trainers.UnigramTrainer(
        vocab_size=1600, unk_token="<unk>", special_tokens=names, show_progress=False))
    tokenizer.add_special_tokens([AddedToken(mask, lstrip=True, special=True)])
    tokenizer.add_tokens([AddedToken("wholeword", single_word=True, normalized=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{special[0]} $A {special[1]}", special_tokens=[(special[0], 0), (special[1], 2)])
    return tokenizer


def bytes_(prefix, processor, names):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=prefix)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(SAMPLES + TEXTS, trainers.BpeTrainer(
        vocab_size=900, special_tokens=names, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    if "<s>" in names:
        tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
        tokenizer.add_tokens([AddedToken("wholeword", single_word=True, rstrip=True, normalized=False)])
    tokenizer.post_processor = processor
    return tokenizer


def wordpiece():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(SAMPLES + TEXTS, trainers.WordPieceTrainer(
        vocab_size=1600, special_tokens=["<s>", "<pad>", "</s>", "[UNK]"], show_progress=False))
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    tokenizer.add_tokens([AddedToken("wholeword", single_word=True, normalized=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), True, True)
    return tokenizer


def trained(map_):
    exact = normalizers.Precompiled(base64.b64decode(map_))
    narrow = normalizers.Replace(Regex(" {2,}"), " ")
    always = pre_tokenizers.Metaspace(prepend_scheme="always")
    xlmr, albert = ("<s>", "</s>"), ("[CLS]", "[SEP]")
    names = ["<s>", "<pad>", "</s>", "<unk>"]
    roberta = [processors.RobertaProcessing(("</s>", 2), ("<s>", 0), True, prefix) for prefix in (False, True)]
    return {
        "xlm-roberta": unigram(normalizers.Sequence([exact, narrow]), always, xlmr, "<mask>"),
        "e5": unigram(exact, pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), always]), xlmr, "<mask>"),
        "first": unigram(normalizers.Sequence([exact, narrow]), pre_tokenizers.Metaspace(prepend_scheme="first"), xlmr,
                         "<mask>"),
        "albert": unigram(normalizers.Sequence([
            normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(),
            normalizers.StripAccents(), normalizers.Lowercase(), exact, narrow]), always, albert, "[MASK]"),
        "roberta": bytes_(False, roberta[0], names),
        "roberta-prefixed": bytes_(True, roberta[1], names),
        "gpt2": bytes_(False, processors.ByteLevel(trim_offsets=False), ["<|endoftext|>"]),
        "mpnet": wordpiece(),
    }


AFTER = {"gpt2": 0}


def tokens(name, tokenizer, text):
    """[id, first byte, end byte] of each token; the last special ones are empty at the text's end."""
    found = tokenizer.encode(text)
    places = [0]
    for letter in text:
        places.append(places[-1] + len(letter.encode()))
    rows = [[i, places[a], places[b]] for i, (a, b) in zip(found.ids, found.offsets)]
    for row in rows[len(rows) - AFTER.get(name, 1):]:
        row[1:] = [places[-1]] * 2
    return rows


def mark(rows_of_texts):
    """FNV-1a over the decimal figures of several texts."""
    value = 0xcbf29ce484222325
    for rows in rows_of_texts:
        for byte in (";".join(",".join(map(str, row)) for row in rows) + "\n").encode():
            value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return f"{value:016x}"


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n", "ascii")


def record():
    map_ = charsmap()
    (HERE / "charsmap.txt").write_text(map_ + "\n", "ascii")
    chosen = texts(480, [])
    write(HERE / "texts.json", chosen)
    goldens = {}
    for name, tokenizer in trained(map_).items():
        write(HERE / f"trained/{name}.json", json.loads(tokenizer.to_str().replace(map_, "@charsmap")))
        goldens[name] = goldens_of(name, tokenizer, chosen)
    write(HERE / "tokens.json", goldens)


def real(models):
    """The tokenizers of downloaded encoders, without their limits."""
    found = {}
    for name in ("all-MiniLM-L6-v2", "multilingual-e5-small"):
        found[name] = Tokenizer.from_file(f"{models}/{name}/tokenizer.json")
        found[name].no_padding()
        found[name].no_truncation()
    return found


def forms():
    """One of the trained tokenizers, with each normal form of Unicode for its normaliser."""
    text = (HERE / "trained/xlm-roberta.json").read_text("ascii")
    start, end = text.index('"normalizer":'), text.index('"pre_tokenizer":')
    return {form: Tokenizer.from_str(text[:start] + f'"normalizer":{{"type":"{form}"}},' + text[end:])
            for form in ("NFC", "NFD", "NFKC", "NFKD")}


def goldens_of(name, tokenizer, chosen):
    rows = [tokens(name, tokenizer, text) for text in chosen]
    return {"blocks": [mark(rows[i:i + 20]) for i in range(0, len(rows), 20)],
            "whole": {str(i): rows[i] for i in (12, 32, 40, 59, 76, 117)}}


def record_real(models):
    chosen = json.loads((HERE / "texts.json").read_text("ascii"))
    write(HERE / "real.json", {name: goldens_of(name, each, chosen) for name, each in real(models).items()})
    write(HERE / "forms.json", {name: goldens_of(name, each, chosen) for name, each in forms().items()})


def record_many(folder, models, files):
    map_ = (HERE / "charsmap.txt").read_text("ascii").strip()
    data = [line for file in files for line in Path(file).read_text("utf-8").split("\n") if line]
    chosen = texts(20_000, data)
    marks = {}
    for path in sorted(HERE.glob("trained/*.json")):
        tokenizer = Tokenizer.from_str(path.read_text("ascii").replace("@charsmap", map_))
        marks[path.stem] = [mark([tokens(path.stem, tokenizer, text)]) for text in chosen]
    for name, tokenizer in {**real(models), **forms()}.items():
        marks[name] = [mark([tokens(name, tokenizer, text)]) for text in chosen]
    write(folder / "texts.json", chosen)
    write(folder / "tokens.json", marks)


if sys.argv[1:2] == ["--real"]:
    record_real(sys.argv[2])
elif sys.argv[1:2] == ["--many"]:
    record_many(Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
else:
    record()
