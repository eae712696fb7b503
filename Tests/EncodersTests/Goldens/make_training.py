"""Records what PyTorch gives for training the tiny encoder and one like MPNet, for the tests of Encoders.

usage: make_training.py  (from anywhere; needs torch and transformers)

training.json  for both models, and for one, two and all trained layers with the embedding layer: the loss of a softmax layer over mean-pooled vectors
               (cross-entropy, dropout off), its gradients with regard to all weights and to the inputs of the lowest trained
               layer, and the weights after ten steps of AdamW, in double precision
"""
import base64
import json
import os

import numpy as np
import torch
from transformers import AutoModel

HERE = os.path.dirname(os.path.abspath(__file__))
LABELS = [0, 1, 2, 0, 1]
RATE, DECAY, STEPS = 1e-3, 0.01, 10


def packed(tensor):
    return base64.b64encode(np.ascontiguousarray(tensor.detach().numpy(), dtype="<f4").tobytes()).decode()


def inputs(model, ids, cut, everything):
    if everything:
        return model.embeddings(torch.tensor([ids]))
    with torch.no_grad():
        return model(input_ids=torch.tensor([ids]), output_hidden_states=True).hidden_states[cut].clone()


def encoded(model, states, cut):
    """The trained layers over states, one text at a time, so that nothing is padded."""
    layers = model.encoder.layer
    extra = {}
    if hasattr(model.encoder, "relative_attention_bias"):
        extra["position_bias"] = model.encoder.compute_position_bias(states).detach()
    for layer in layers[cut:]:
        result = layer(states, **extra)
        states = result[0] if isinstance(result, tuple) else result
    return states.mean(dim=1)


def case(folder, ids, count, everything):
    torch.manual_seed(5)
    model = AutoModel.from_pretrained(folder, attn_implementation="eager").double().eval()
    cut = model.config.num_hidden_layers - count
    trained = {"embeddings." + n: p for n, p in model.embeddings.named_parameters() if everything}
    trained |= {"encoder.layer." + n: p for n, p in model.encoder.layer.named_parameters() if int(n.split(".")[0]) >= cut}
    head = torch.nn.Linear(model.config.hidden_size, 3).double()
    start = {"weight": packed(head.weight), "bias": packed(head.bias)}
    labels = torch.tensor(LABELS)
    below = []

    def loss():
        if everything or not below:
            below[:] = [inputs(model, text, cut, everything) for text in ids]
            for states in below:
                states.retain_grad() if everything else states.requires_grad_(True)
        vectors = torch.cat([encoded(model, states, cut) for states in below])
        return torch.nn.functional.cross_entropy(head(vectors), labels)

    first = loss()
    first.backward()
    gradients = {n: packed(p.grad) for n, p in trained.items()}
    gradients |= {"head." + n: packed(p.grad) for n, p in head.named_parameters()}
    golden = {"layers": count, "head": start, "loss": first.item(), "gradients": gradients,
              "inputs": packed(torch.cat([states.grad[0] for states in below]))}
    changing = list(trained.items()) + [("head." + n, p) for n, p in head.named_parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": [p for _, p in changing if p.ndim > 1], "weight_decay": DECAY},
         {"params": [p for _, p in changing if p.ndim == 1], "weight_decay": 0}], lr=RATE)
    losses = []
    for _ in range(STEPS):
        optimiser.zero_grad()
        value = loss()
        value.backward()
        optimiser.step()
        losses.append(value.item())
    return golden | {"losses": losses, "after": {n: packed(p) for n, p in changing}}


def main():
    tiny = json.load(open(HERE + "/tiny.json"))
    texts = [[token[0] for token in text["tokens"]] for text in tiny]
    cases = []
    for folder in ("tiny", "architectures/mpnet"):
        for count, everything in ((1, False), (2, False), (2, True)):
            found = case(os.path.join(HERE, folder), texts, count, everything)
            cases.append({"folder": folder, "ids": texts, "everything": everything} | found)
    with open(HERE + "/training.json", "w") as file:
        json.dump({"labels": LABELS, "rate": RATE, "decay": DECAY, "cases": cases}, file)


main()
