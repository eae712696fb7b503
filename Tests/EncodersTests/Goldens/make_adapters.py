"""Records what PEFT gives for small adapters over the tiny encoder and GPT-2's, for the tests of Encoders.

usage: make_adapters.py  (from anywhere; needs torch, transformers and peft)

adapters/NAME/  a folder as PEFT saves it, with seeded numbers
adapters.json   the last states with each; gradients of LoRA and AdaLoRA and the latter's penalty; ten steps of AdamW with
                either, and which ranks AdaLoRA keeps, in double precision
"""
import base64
import json
import os
import shutil

import numpy as np
import peft
import torch
from transformers import AutoModel

HERE = os.path.dirname(os.path.abspath(__file__))
IDS = [2, 7, 8, 9, 5, 11, 3]
LABELS = [0, 1, 2, 0, 1]
BOTH = ["query", "value"]
ALL = ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"]
FOLDERS = {
    "lora": ("tiny", peft.LoraConfig(r=2, lora_alpha=6, target_modules=BOTH)),
    "everywhere": ("tiny", peft.LoraConfig(
        r=3, lora_alpha=4, target_modules=ALL, use_rslora=True, layers_to_transform=[1],
        layers_pattern="layer")),
    "patterns": ("tiny", peft.LoraConfig(
        r=3, lora_alpha=4, target_modules=r".*\.(query|key)", rank_pattern={"layer.0.attention.self.key": 1},
        alpha_pattern={"layer.1.attention.self.query": 9})),
    "biases": ("tiny", peft.LoraConfig(
        r=1, target_modules=BOTH, bias="all", modules_to_save=["output.LayerNorm"])),
    "adalora": ("tiny", peft.AdaLoraConfig(
        init_r=4, target_r=2, lora_alpha=5, total_step=10, target_modules=BOTH)),
    "gpt2": ("architectures/gpt2", peft.LoraConfig(
        r=2, lora_alpha=3, target_modules=["c_attn", "c_fc"], fan_in_fan_out=True)),
}


def packed(tensor):
    return base64.b64encode(np.ascontiguousarray(tensor.detach().numpy(), dtype="<f4").tobytes()).decode()


def folder(name, base, config):
    torch.manual_seed(7)
    model = peft.get_peft_model(AutoModel.from_pretrained(f"{HERE}/{base}"), config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.copy_(torch.randn_like(parameter) * 0.3)
    if name == "adalora":
        ranks = {"layer.0.attention.self.query": [1, 0, 1, 0], "layer.0.attention.self.value": [0, 0, 1, 1],
                 "layer.1.attention.self.query": [0, 0, 0, 1], "layer.1.attention.self.value": [1, 1, 1, 0]}
        pattern = {f"encoder.{k}.lora_E.default": [bool(r) for r in v] for k, v in ranks.items()}
        config.rank_pattern = pattern
        model.base_model.rankallocator.mask_using_rank_pattern(model.base_model.model, pattern)
    place = f"{HERE}/adapters/{name}"
    model.save_pretrained(place)
    os.remove(place + "/README.md")
    settings = json.load(open(place + "/adapter_config.json"))
    settings["base_model_name_or_path"] = base.split("/")[-1]
    with open(place + "/adapter_config.json", "w") as file:
        json.dump(settings, file, indent=1, sort_keys=True)
        file.write("\n")
    with torch.inference_mode():
        states = model(input_ids=torch.tensor([IDS])).last_hidden_state[0]
    return {"name": name, "base": base, "states": packed(states)}


def training(config, texts):
    """Ten steps over both layers of the tiny encoder; the penalty of AdaLoRA is added as PEFT adds it to a loss."""
    torch.manual_seed(5)
    base = AutoModel.from_pretrained(HERE + "/tiny", attn_implementation="eager")
    model = peft.get_peft_model(base, config).double().eval()
    head = torch.nn.Linear(base.config.hidden_size, 3).double()
    trained = [(n.replace("base_model.model.", "").replace(".default", ""), p)
               for n, p in model.named_parameters() if p.requires_grad]
    with torch.no_grad():
        for _, parameter in trained:
            parameter.copy_(torch.randn_like(parameter) * 0.2)
        for parameter in list(dict(trained).values()) + list(head.parameters()):
            parameter.copy_(parameter.float().double())
    golden = {"start": {n: packed(p) for n, p in trained}, "head": {n: packed(p) for n, p in head.named_parameters()}}
    is_adaptive = isinstance(config, peft.AdaLoraConfig)

    def loss():
        vectors = torch.cat([model(input_ids=torch.tensor([t])).last_hidden_state.mean(dim=1) for t in texts])
        value = torch.nn.functional.cross_entropy(head(vectors), torch.tensor(LABELS))
        if is_adaptive:
            sides = [p @ p.T if "lora_A" in n else p.T @ p for n, p in trained if "lora_E" not in n]
            value = value + 0.5 * sum(torch.norm(s - torch.eye(len(s))) for s in sides) / len(sides)
        return value

    optimiser = torch.optim.AdamW([p for _, p in trained] + list(head.parameters()), lr=1e-3, weight_decay=0)
    losses = []
    for step in range(10):
        optimiser.zero_grad()
        value = loss()
        value.backward()
        losses.append(value.item())
        if step == 0:
            golden["gradients"] = {n: packed(p.grad) for n, p in trained}
        optimiser.step()
        if is_adaptive:
            model.base_model.update_and_allocate(step + 1)
    golden |= {"losses": losses, "after": {n: packed(p) for n, p in trained}}
    if is_adaptive:
        golden["kept"] = {k.replace(".lora_E.default", ""): v
                          for k, v in config.rank_pattern.items()}
    return golden


def main():
    shutil.rmtree(HERE + "/adapters", ignore_errors=True)
    tiny = json.load(open(HERE + "/tiny.json"))
    texts = [[token[0] for token in text["tokens"]] for text in tiny]
    golden = {"ids": IDS, "texts": texts, "labels": LABELS}
    golden["folders"] = [folder(name, *how) for name, how in FOLDERS.items()]
    golden["lora"] = training(peft.LoraConfig(r=2, lora_alpha=6, target_modules=BOTH), texts)
    golden["adalora"] = training(peft.AdaLoraConfig(
        init_r=3, target_r=2, lora_alpha=5, total_step=10, tinit=1, tfinal=3, target_modules=BOTH), texts)
    with open(HERE + "/adapters.json", "w") as file:
        json.dump(golden, file)
        file.write("\n")


main()
