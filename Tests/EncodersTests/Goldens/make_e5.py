"""Records what transformers gives for multilingual-e5-small, its 4-bit weights unpacked here, apart from Loupe.

usage: make_e5.py PACKED_FILE   (from the top of the repository; needs numpy, torch, transformers, tokenizers)

e5.json        ids and sentence vectors of some of the sentences of pairs.tsv and of texts.py, with the prefix `query: `
"""
import base64
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models
from transformers import BertConfig, BertModel

from texts import TEXTS

HERE = Path(__file__).parent
PREFIX = "query: "


class Packed:
    """The file's parts, read field by field."""

    def __init__(self, path):
        self.data, self.at = Path(path).read_bytes(), 0
        assert self.take("4sI") == (b"E5S1", 1)
        self.hidden, self.layers, self.heads, self.inner, self.vocab, self.positions, self.types = self.take("7i")
        self.epsilon, self.block = self.take("fi")
        count, self.bos, self.eos, self.pad, self.unk = self.take("5i")
        length, = self.take("Q")
        offsets = np.array(self.take(f"{count + 1}I"))
        scores = self.take(f"{count}f")
        text, = self.take(f"{length}s")
        self.pieces = [(text[a:b].decode(), score) for a, b, score in zip(offsets, offsets[1:], scores)]
        count, _ = self.take("iI")
        self.normal = {}
        for _ in range(count):
            point, parts = self.take("IB")
            self.normal[point] = "".join(map(chr, self.take(f"{parts}I")))
        self.entries = {}
        for _ in range(self.take("i")[0]):
            name = self.take(f"{self.take('H')[0]}s")[0].decode()
            self.entries[name] = self.take("BIQQ")

    def take(self, form):
        fields = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return fields

    def tensor(self, name, *shape):
        kind, count, offset, size = self.entries[name]
        raw = np.frombuffer(self.data, np.uint8, size, offset)
        if kind == 0:
            weights = raw.view("<f4")
        else:
            blocks = raw.reshape(-1, 18)
            scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
            nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
            weights = ((nibbles.astype(np.float32) - 8) * scale).reshape(-1)
        assert weights.size == count == np.prod(shape)
        return torch.tensor(weights.reshape(shape))


def model(packed):
    config = BertConfig(vocab_size=packed.vocab, hidden_size=packed.hidden, num_hidden_layers=packed.layers,
                        num_attention_heads=packed.heads, intermediate_size=packed.inner,
                        max_position_embeddings=packed.positions, type_vocab_size=packed.types,
                        layer_norm_eps=packed.epsilon)
    state, wide, inner = {}, packed.hidden, packed.inner
    for short, name, rows in (("word", "word_embeddings", packed.vocab), ("pos", "position_embeddings", packed.positions),
                              ("type", "token_type_embeddings", packed.types)):
        state[f"embeddings.{name}.weight"] = packed.tensor(f"emb.{short}", rows, wide)

    def both(own, name, *shape):
        state[name + ".weight"] = packed.tensor(own + ".w", *shape)
        state[name + ".bias"] = packed.tensor(own + ".b", shape[0])

    both("emb.ln", "embeddings.LayerNorm", wide)
    for i in range(packed.layers):
        layer = f"encoder.layer.{i}."
        for short, name, *shape in (("q", "attention.self.query", wide, wide), ("k", "attention.self.key", wide, wide),
                                    ("v", "attention.self.value", wide, wide),
                                    ("ao", "attention.output.dense", wide, wide),
                                    ("aln", "attention.output.LayerNorm", wide),
                                    ("fi", "intermediate.dense", inner, wide), ("fo", "output.dense", wide, inner),
                                    ("oln", "output.LayerNorm", wide)):
            both(f"l{i}.{short}", layer + name, *shape)
    made = BertModel(config, add_pooling_layer=False).eval()
    missing, extra = made.load_state_dict(state, strict=False)
    assert not extra and all("position_ids" in name for name in missing), (missing, extra)
    return made


def ids(packed, unigram, text):
    """SentencePiece's own steps: each code point's replacement, one mark before each word, the best pieces."""
    text = "".join(packed.normal.get(ord(letter), letter) for letter in PREFIX + text)
    words = ["\u2581" + word for word in text.split()]
    return [packed.bos] + [i for word in words for i in unigram.encode(word).ids] + [packed.eos]


def main(path):
    packed = Packed(path)
    unigram = Tokenizer(models.Unigram(packed.pieces, packed.unk, False))
    encoder = model(packed)
    pairs = [line.split("\t") for line in (HERE / "pairs.tsv").read_text("utf-8").splitlines()]
    texts = [text for pair in pairs[::20] for text in pair] + [t for t in TEXTS if t.isascii() and t.strip()][:6]
    rows = []
    for text in texts:
        found = ids(packed, unigram, text)
        with torch.inference_mode():
            states = encoder(input_ids=torch.tensor([found])).last_hidden_state[0]
        vector = torch.nn.functional.normalize(states.mean(0), dim=0).numpy().astype("<f4")
        rows.append({"text": text, "ids": found, "vector": base64.b64encode(vector.tobytes()).decode()})
    (HERE / "e5.json").write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


main(sys.argv[1])
