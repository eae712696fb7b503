"""Attention rollout and flow (Abnar and Zuidema 2020) of the encoder tests' tiny BERT: transformers for the attention,
numpy for the rollout, and for the flow a linear programme for each pair of tokens, which knows no graph algorithm.

    python3 make_attention.py > attention.json
"""

import json
import pathlib

import numpy
import torch
from scipy.optimize import linprog
from transformers import AutoModel, AutoTokenizer

FOLDER = pathlib.Path(__file__).parents[2] / "EncodersTests" / "Goldens" / "tiny"
TEXT = "the battery died but good"


def mixed(attention):
    half = 0.5 * attention + 0.5 * numpy.eye(len(attention))
    return half / half.sum(axis=-1, keepdims=True)


def rollout(layers):
    product = numpy.eye(len(layers[0]))
    for layer in layers:
        product = mixed(layer) @ product
    return product


def flow(layers, source, sink):
    """The most that leaves the source token above and reaches the sink token of the input."""
    tokens = len(layers[0])
    pipes = [
        ((level + 1) * tokens + i, level * tokens + j, mixed(layer)[i, j])
        for level, layer in enumerate(layers)
        for i in range(tokens)
        for j in range(tokens)
    ]
    start = len(layers) * tokens + source
    balance = []
    for node in range((len(layers) + 1) * tokens):
        if node not in (start, sink):
            balance.append([(lower == node) * 1.0 - (upper == node) for upper, lower, _ in pipes])
    result = linprog(
        [-1.0 * (lower == sink) for _, lower, _ in pipes], A_eq=numpy.array(balance),
        b_eq=numpy.zeros(len(balance)), bounds=[(0, width) for _, _, width in pipes])
    assert result.success
    return -result.fun


def main():
    model = AutoModel.from_pretrained(FOLDER, attn_implementation="eager").eval()
    tokens = AutoTokenizer.from_pretrained(FOLDER)(TEXT, return_tensors="pt")
    with torch.no_grad():
        attentions = model(**tokens, output_attentions=True).attentions
    layers = [layer[0].double().mean(axis=0).numpy() for layer in attentions]
    count = len(layers[0])
    print(json.dumps({
        "text": TEXT,
        "rollout": rollout(layers).round(9).tolist(),
        "rolloutOfOne": rollout(layers[:1]).round(9).tolist(),
        "flow": [[round(flow(layers, i, j), 9) for j in range(count)] for i in range(count)],
    }))


main()
