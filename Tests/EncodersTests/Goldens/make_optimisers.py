"""Records ten steps of torch's optimisers with clipping and transformers' schedules, for the tests of Encoders.

usage: make_optimisers.py  (from the top of the repository; needs torch, transformers)

optimisers.json   the gradients of each step, and what two small tensors became
"""
import json
import os

import torch
import transformers

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS, WARM_UP, RATE, DECAY, CLIP = 10, 3, 0.05, 0.1, 1.0
SHAPES = {"matrix": (3, 7), "bias": (5,)}
SCHEDULES = {
    "linear": lambda o: transformers.get_linear_schedule_with_warmup(o, WARM_UP, STEPS),
    "cosine": lambda o: transformers.get_cosine_schedule_with_warmup(o, WARM_UP, STEPS),
    "constant": lambda o: transformers.get_constant_schedule_with_warmup(o, WARM_UP),
}
OPTIMISERS = {
    "adamw": lambda groups: torch.optim.AdamW(groups, lr=RATE),
    "sgd": lambda groups: torch.optim.SGD(groups, lr=RATE, momentum=0.9),
}


def run(optimiser, schedule, start, gradients):
    matrix, bias = (torch.nn.Parameter(t.clone()) for t in start)
    made = OPTIMISERS[optimiser]([
        {"params": [matrix], "weight_decay": DECAY}, {"params": [bias], "weight_decay": 0.0}])
    rates = SCHEDULES[schedule](made)
    norms, used, values = [], [], []
    for step in gradients:
        matrix.grad, bias.grad = (g.clone() for g in step)
        norms.append(torch.nn.utils.clip_grad_norm_([matrix, bias], CLIP).item())
        used.append(rates.get_last_lr()[0])
        made.step()
        rates.step()
        values.append([matrix.detach().flatten().tolist(), bias.detach().tolist()])
    return {"optimiser": optimiser, "schedule": schedule, "norms": norms, "rates": used, "values": values}


def main():
    torch.manual_seed(3)
    start = [torch.randn(shape) for shape in SHAPES.values()]
    # the last gradients are shorter than the limit, and stay
    gradients = [[torch.randn(shape) * (0.05 if step > 7 else 1) for shape in SHAPES.values()] for step in range(STEPS)]
    runs = [run(o, s, start, gradients) for o in OPTIMISERS for s in SCHEDULES]
    with open(HERE + "/optimisers.json", "w", encoding="utf-8") as file:
        json.dump({
            "warmUp": WARM_UP, "rate": RATE, "decay": DECAY, "clip": CLIP,
            "start": [t.flatten().tolist() for t in start],
            "gradients": [[g.flatten().tolist() for g in step] for step in gradients], "runs": runs}, file)
        file.write("\n")


main()
