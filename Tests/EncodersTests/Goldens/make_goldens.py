"""Records what sentence-transformers and transformers give, for the tests of Encoders and Tokenizers.

usage: make_goldens.py MINILM_FOLDER  (from the top of the repository; needs torch, transformers,
sentence-transformers, tokenizers, safetensors)

minilm.json    tokens (ids and byte ranges), sentence vectors, some hidden states and attentions of all-MiniLM-L6-v2
tiny/          a seeded random BERT with odd sizes, as a folder
tiny.json      the same figures of it, whole
"""
import base64
import json
import os
import sys

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from transformers import AutoModel, BertConfig, BertModel

from texts import TEXTS

HERE = os.path.dirname(os.path.abspath(__file__))


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def tokens(tokenizer, text):
    """[id, first byte, end byte] of each token; specials that the text doesn't contain are empty at its ends."""
    found = tokenizer.encode(text)
    bytes_before = np.cumsum([0] + [len(c.encode()) for c in text]).tolist()
    rows = [[i, bytes_before[a], bytes_before[b]] for i, (a, b) in zip(found.ids, found.offsets)]
    rows[-1][1:] = [bytes_before[-1]] * 2
    return rows


def states(model, rows):
    ids = torch.tensor([[row[0] for row in rows]])
    with torch.inference_mode():
        out = model(input_ids=ids, attention_mask=torch.ones_like(ids), output_hidden_states=True,
                    output_attentions=True)
    return [h[0].numpy() for h in out.hidden_states], [a[0].numpy() for a in out.attentions]


def minilm(folder):
    tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    encoder = SentenceTransformer(folder, device="cpu")
    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    vectors = [encoder.encode(text, convert_to_numpy=True) for text in TEXTS]
    looks = []
    for number in LOOKED_AT:
        hidden, attention = states(model, tokens(tokenizer, TEXTS[number]))
        for layer in (0, 1, 4, 6):
            row = layer % len(hidden[layer])
            looks.append({"text": number, "layer": layer, "row": row, "hidden": packed(hidden[layer][row])})
        for layer, head in ((1, 1), (3, 7), (6, 12)):
            row = layer % len(attention[layer - 1][0])
            looks.append({"text": number, "layer": layer, "head": head, "row": row,
                          "attention": packed(attention[layer - 1][head - 1][row])})
    write("minilm.json", {"texts": TEXTS, "tokens": [tokens(tokenizer, t) for t in TEXTS],
                          "vectors": [packed(v) for v in vectors], "looks": looks})


LOOKED_AT = [0, 1, 5, 12, 30, 44, len(TEXTS) - 1]

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "!", ",", ".", "a", "b", "c", "the", "good", "bad", "play", "##ing",
          "##ed", "##s", "un", "##play", "好", "不", "##a", "##b", "##c", "cafe", "e", "##e"]
TINY = ["", "a", "the good play, playing unplayed!", "不好 café BAD bad xyz", "a b c " * 20]


def tiny():
    """Head size 5, sizes that no panel of 16 divides: every edge of the kernels is met."""
    torch.manual_seed(7)
    config = BertConfig(vocab_size=len(PIECES), hidden_size=15, num_hidden_layers=2, num_attention_heads=3,
                        intermediate_size=37, max_position_embeddings=40, type_vocab_size=2, hidden_act="gelu",
                        layer_norm_eps=1e-12, initializer_range=0.4, attn_implementation="eager")
    model = BertModel(config).eval()
    with torch.no_grad():
        for name, values in model.named_parameters():
            if name.endswith("bias") or "LayerNorm" in name:
                values.add_(torch.randn_like(values) * 0.2)
    folder = os.path.join(HERE, "tiny")
    os.makedirs(folder + "/1_Pooling", exist_ok=True)
    model.save_pretrained(folder)
    config = json.load(open(folder + "/config.json"))
    keys = ["hidden_act", "hidden_size", "intermediate_size", "layer_norm_eps", "max_position_embeddings", "model_type",
            "num_attention_heads", "num_hidden_layers", "type_vocab_size", "vocab_size"]
    files = {
        "config.json": {key: config[key] for key in keys},
        "modules.json": [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
                         {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}],
        "1_Pooling/config.json": {"word_embedding_dimension": 15, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": 32, "do_lower_case": False},
    }
    for name, value in files.items():
        write("tiny/" + name, value)
    with open(folder + "/vocab.txt", "w") as file:
        file.write("".join(piece + "\n" for piece in PIECES))
    from transformers import BertTokenizerFast
    slow = BertTokenizerFast(vocab={p: i for i, p in enumerate(PIECES)})
    slow.backend_tokenizer.save("/tmp/tiny-tokenizer.json")
    tokenizer = Tokenizer.from_file("/tmp/tiny-tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(32)
    out = []
    for text in TINY:
        rows = tokens(tokenizer, text)
        hidden, attention = states(model, rows)
        out.append({"text": text, "tokens": rows, "hidden": [packed(h) for h in hidden],
                    "attention": [packed(a) for a in attention], "mean": packed(hidden[-1].mean(0)),
                    "cls": packed(hidden[-1][0]), "max": packed(hidden[-1].max(0)), "middle": packed(hidden[1].mean(0))})
    write("tiny.json", out)


def write(name, value):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump(value, file, ensure_ascii=True, separators=(",", ":"))
        file.write("\n")


tiny()
minilm(sys.argv[1])
