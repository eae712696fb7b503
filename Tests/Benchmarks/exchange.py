"""What Loupe tuned, opened by PEFT and by sentence-transformers: how far their vectors are from Loupe's.

usage: exchange.py PATH-OF-loupe
       (needs torch, transformers, peft, safetensors and sentence-transformers; `loupe fetch minilm` beforehand)

Tunes an encoder for two epochs by each method, on the sample reviews. PEFT opens the folders of LoRA and AdaLoRA over the base; what
`save` wrote is opened by sentence-transformers. Ends with an error where any vector is off by more than 1e-5.
"""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from peft import PeftModel
from sentence_transformers import SentenceTransformer
from transformers import AutoModel, AutoTokenizer

HOME = pathlib.Path(os.environ.get("LOUPE_HOME", pathlib.Path.home() / ".local/share/loupe"))
MODEL = HOME / "models" / "all-MiniLM-L6-v2"
FAR = 1e-5
METHODS = {"full": "full", "all layers": "full layers all", "bias": "bias", "lora": "lora(rank: 4)",
           "lora of all": "lora(rank: 4, alpha: 6, targets: [query, key, value, output, up, down])",
           "adalora": "adalora(budget: 2)"}


def tuned(binary, folder, method):
    """The texts, Loupe's vectors of them, and the folder that the run left."""
    home = folder / "home"
    home.mkdir()
    (home / "models").symlink_to(HOME / "models")
    layers = "" if "layers" in method else "layers 2"
    rate = 0.0001 if method.startswith("full") else 0.02
    (folder / "cells.loupe").write_text(
        f'reviews = load sample "reviews"\ntuned = finetune minilm on reviews {layers} method {method} epochs 2 rate {rate}\n'
        'v = embed reviews with tuned\nwrite v to "v.csv"\nsave tuned to "saved"\n', encoding="utf-8")
    subprocess.run([binary, "run", "cells.loupe"], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "LOUPE_HOME": str(home)})
    rows = list(csv.reader(open(folder / "v.csv", encoding="utf-8")))[1:]
    return [row[0] for row in rows], np.array([row[1:] for row in rows], float), next((home / "tuned").glob("minilm-*"))


def vectors(model, texts):
    tokenizer, found = AutoTokenizer.from_pretrained(MODEL), []
    with torch.inference_mode():
        for text in texts:
            mean = model(**tokenizer(text, return_tensors="pt", truncation=True, max_length=256)).last_hidden_state[0].mean(0)
            found.append((mean / mean.norm()).numpy())
    return np.array(found)


def main(binary):
    worst, base = 0, None
    for name, method in METHODS.items():
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place)
            texts, own, run = tuned(binary, folder, method)
            if base is None:
                base = vectors(AutoModel.from_pretrained(MODEL).eval(), texts)
            off = {"sentence-transformers": np.abs(SentenceTransformer(str(folder / "saved")).encode(texts) - own).max()}
            if (run / "adapter_config.json").exists():
                peft = PeftModel.from_pretrained(AutoModel.from_pretrained(MODEL).eval(), run).eval()
                off["PEFT"] = np.abs(vectors(peft, texts) - own).max()
            worst = max(worst, *off.values())
            print(f"{name:12} moved by {np.abs(own - base).max():.3f}; off by "
                  + ", ".join(f"{value:.1e} in {peer}" for peer, value in off.items()), flush=True)
    if worst > FAR:
        sys.exit(f"off by {worst:.1e}, more than {FAR:.0e}")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
