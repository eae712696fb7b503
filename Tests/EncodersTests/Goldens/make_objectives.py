"""Records what torch and sentence-transformers give for the objectives of training, for the tests of Encoders.

usage: make_objectives.py  (from the top of the repository; needs torch, sentence-transformers)

objectives.json   losses and gradients of small random vectors: cross-entropy with label smoothing, balanced weights and
                  R-Drop's consistency, and the loss of cosines of pairs
"""
import json
import os

import torch
from torch.nn import functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS, LABELS, DIMENSION = 8, 3, 5


def flat(tensor):
    return [round(x, 9) for x in tensor.detach().flatten().tolist()]


def balanced(labels):
    counts = torch.bincount(labels, minlength=LABELS).double()
    return len(labels) / (LABELS * counts)


def softmax(smoothing, weighted, consistency):
    """Rows 0, 0, 1, 1, … with consistency; its paper sums both passes' losses, of which this is half."""
    labels = torch.tensor([0, 1, 1, 2, 0, 1, 1, 0])
    rows = [0, 0, 3, 3, 5, 5] if consistency else [0, 2, 3, 5, 7]
    vectors = torch.randn(len(rows), DIMENSION, dtype=torch.double, requires_grad=True)
    weight = torch.randn(LABELS, DIMENSION, dtype=torch.double, requires_grad=True)
    bias = torch.randn(LABELS, dtype=torch.double, requires_grad=True)
    logits = vectors @ weight.T + bias
    loss = F.cross_entropy(
        logits, labels[rows], weight=balanced(labels) if weighted else None, label_smoothing=smoothing)
    if consistency:
        p, q = F.log_softmax(logits[0::2], 1), F.log_softmax(logits[1::2], 1)
        forth = F.kl_div(q, p, log_target=True, reduction="none").sum(1)
        back = F.kl_div(p, q, log_target=True, reduction="none").sum(1)
        share = balanced(labels)[labels[rows[0::2]]] if weighted else torch.ones(len(rows) // 2)
        loss = loss + consistency / 4 * ((forth + back) * share).sum() / share.sum()
    loss.backward()
    return {
        "smoothing": smoothing, "balanced": weighted, "consistency": consistency, "labels": labels.tolist(),
        "rows": rows, "vectors": flat(vectors), "weight": flat(weight), "bias": flat(bias), "loss": loss.item(),
        "vectorGradient": flat(vectors.grad), "weightGradient": flat(weight.grad), "biasGradient": flat(bias.grad)}


def pairs():
    labels, rows = [0, 1, 0, 1], [0, 2, 0, 1, 3, 1, 2, 3]
    vectors = torch.randn(len(rows), DIMENSION, dtype=torch.double, requires_grad=True)
    targets = torch.tensor([float(labels[a] == labels[b]) for a, b in zip(rows[0::2], rows[1::2])], dtype=torch.double)
    # sentence_transformers.losses.CosineSimilarityLoss: MSE of torch.cosine_similarity
    loss = F.mse_loss(torch.cosine_similarity(vectors[0::2], vectors[1::2]), targets)
    loss.backward()
    return {"labels": labels, "rows": rows, "vectors": flat(vectors), "loss": loss.item(),
            "vectorGradient": flat(vectors.grad)}


torch.manual_seed(5)
cases = [softmax(s, w, c) for s in (0.0, 0.2) for w in (False, True) for c in (0.0, 0.7)]
with open(HERE + "/objectives.json", "w", encoding="utf-8") as file:
    json.dump({"dimension": DIMENSION, "labelCount": LABELS, "softmax": cases, "pairs": pairs()}, file)
    file.write("\n")
