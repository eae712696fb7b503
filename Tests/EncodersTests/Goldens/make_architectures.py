"""Records what transformers gives for a small seeded model of every architecture, for the tests of Encoders.

usage: make_architectures.py  (from the top of the repository; needs torch, transformers, sentence-transformers, safetensors)

architectures/NAME/     a seeded random model with odd sizes, as transformers saves it: some below a head's prefix, one in
                        half precision, one in bfloat16, one in shards
architectures.json      ids, the states of every layer, attentions, and sentence-transformers' pools, of a few texts
buckets.json            MPNet's bucket of every distance from -200 to 200
"""
import base64
import json
import os
import shutil

import numpy as np
import torch
import transformers
from sentence_transformers.sentence_transformer.modules.pooling import Pooling
from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

HERE = os.path.dirname(os.path.abspath(__file__))
VOCABULARY = open(HERE + "/tiny/vocab.txt", encoding="utf-8").read()
WORDS = {piece: number for number, piece in enumerate(VOCABULARY.split("\n")[:-1])}
# An unknown word has id 1, RoBERTa's padding: it gets the position of padding, and those behind it move up.
TEXTS = ["", "the good play , xyz playing", "不 好 a b c bad", "a b c the good bad play . ! " * 2]
COMMON = dict(vocab_size=len(WORDS), initializer_range=0.4)
BERT = dict(COMMON, hidden_size=15, num_hidden_layers=2, num_attention_heads=3, intermediate_size=37,
            max_position_embeddings=50, type_vocab_size=2)
NAMES = {
    "roberta": ("RobertaForMaskedLM", dict(BERT, pad_token_id=1, layer_norm_eps=1e-5, type_vocab_size=1)),
    "distilbert": ("DistilBertForSequenceClassification", dict(
        COMMON, dim=15, n_layers=2, n_heads=3, hidden_dim=37, max_position_embeddings=50, activation="relu")),
    "mpnet": ("MPNetForMaskedLM", dict(BERT, pad_token_id=1, max_position_embeddings=190)),
    "albert": ("AlbertModel", dict(
        BERT, embedding_size=7, num_hidden_layers=3, num_hidden_groups=2, inner_group_num=2, hidden_act="gelu_new")),
    "electra": ("ElectraForPreTraining", dict(BERT, embedding_size=7)),
    "gpt2": ("GPT2Model", dict(
        COMMON, n_embd=15, n_layer=3, n_head=3, n_positions=50, activation_function="gelu_new", bos_token_id=2,
        eos_token_id=3)),
}
PRECISION = {"electra": torch.float16, "albert": torch.bfloat16}
MODES = Pooling.POOLING_MODES


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def ids(text):
    """The texts are made so that words are pieces, but for `playing` and unknown ones."""
    pieces = [p for word in text.split() for p in (["play", "##ing"] if word == "playing" else [word])]
    return [WORDS[p] if p in WORDS else WORDS["[UNK]"] for p in ["[CLS]"] + pieces + ["[SEP]"]]


def record(model, numbers, short):
    row = torch.tensor([numbers])
    with torch.inference_mode():
        out = model(input_ids=row, attention_mask=torch.ones_like(row), output_hidden_states=True, output_attentions=True)
    last = out.last_hidden_state
    pools = {}
    for mode in MODES:
        pool = Pooling(last.shape[-1], mode)
        found = pool({"token_embeddings": last, "attention_mask": torch.ones_like(row)})
        pools[mode] = packed(found["sentence_embedding"][0].numpy())
    states = [] if short else [packed(h[0].numpy()) for h in out.hidden_states]
    maps = [] if short else [packed(a[0].numpy()) for a in out.attentions]
    return {"ids": numbers, "hidden": states, "attention": maps, "pools": pools}


def make(name, kind, settings):
    torch.manual_seed(11)
    config = getattr(transformers, kind).config_class(**settings, attn_implementation="eager")
    whole = getattr(transformers, kind)(config).eval()
    with torch.no_grad():
        for parameter in whole.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.2)
    whole = whole.to(PRECISION.get(name, torch.float32))
    folder = f"{HERE}/architectures/{name}"
    shutil.rmtree(folder, ignore_errors=True)
    whole.save_pretrained(folder, max_shard_size="9KB" if name == "gpt2" else "1GB")
    shutil.copy(HERE + "/tiny/vocab.txt", folder + "/vocab.txt")
    for file in os.listdir(folder):
        os.chmod(folder + "/" + file, 0o644)
    whole = whole.to(torch.float32)
    model = getattr(whole, whole.base_model_prefix, whole)
    texts = TEXTS + (["a b c the good bad play . ! " * 19] if name == "mpnet" else [])
    return {"name": name, "texts": [dict(record(model, ids(t), len(t) > 300), text=t) for t in texts]}


def write(name, value):
    with open(f"{HERE}/{name}", "w") as file:
        json.dump(value, file, ensure_ascii=True, separators=(",", ":"))
        file.write("\n")


distances = torch.arange(-200, 201)
write("buckets.json", MPNetEncoder.relative_position_bucket(distances).tolist())
write("architectures.json", [make(name, *how) for name, how in NAMES.items()])
