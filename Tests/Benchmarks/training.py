"""Training the encoder beside PyTorch, Hugging Face's Trainer and SetFit, in one run on the same data and threads.

usage: training.py PATH-OF-loupe [TASK ...]     tasks: time scores few methods; all without any
       (needs torch, transformers, accelerate, setfit, datasets and scikit-learn; `loupe fetch movies reuters` beforehand)

time     seconds an epoch of tuning the two upper layers, and all of them, and peak memory: the difference between runs of four epochs
         and of one, in processes of their own, so that neither imports nor reading count; medians of ROUNDS (3) in turn
scores   macro-F1 of logistic regression behind the frozen encoder and behind the one whose two upper layers were tuned, on three
         data sets: mean difference over SEEDS (5) and its 95 % interval (Student)
few      8 and 16 labels a class, films and Amazon: logistic regression behind the frozen encoder, behind contrastive tuning, and SetFit on
         the same texts (on all three with WIDE=1: SetFit takes an hour for the news)
methods  what LoRA, AdaLoRA, adapters and biases alone reach of that, and how large their files are
"""
import csv
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS, SEEDS = int(os.environ.get("ROUNDS", "3")), int(os.environ.get("SEEDS", "5"))
TEXTS = int(os.environ.get("TEXTS", "2048"))
HOME = pathlib.Path(os.environ.get("LOUPE_HOME", pathlib.Path.home() / ".local/share/loupe"))
MODEL = HOME / "models" / "all-MiniLM-L6-v2"
THREADS = os.cpu_count()
STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 8: 2.365, 10: 2.262}


# Data


def rated(name):
    rows = [line.rstrip("\n").split("\t") for line in open(HOME / "data" / (name + ".tsv"), encoding="utf-8")]
    return [(row[2], "good" if float(row[1]) > 0 else "bad") for row in rows if abs(float(row[1])) >= 0.5]


def topics():
    rows = list(csv.reader(open(HOME / "data" / "reuters.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row[2], row[1]) for row in rows[1:]]


DATA = {"films": lambda: rated("movies"), "amazon": lambda: rated("amazon"), "reuters": topics}


def write(path, rows):
    path.write_text("label\ttext\n" + "".join(f"{label}\t{text}\n" for text, label in rows), encoding="utf-8")


def parts(rows, seed, *sizes):
    rows = list(rows)
    random.Random(seed).shuffle(rows)
    cut = []
    for size in sizes:
        cut.append(rows[:size])
        rows = rows[size:]
    return cut


def few(rows, seed, count):
    test, rest = parts(rows, seed, 1000, len(rows))
    labels = sorted({label for _, label in rows})
    return [row for label in labels for row in [r for r in rest if r[1] == label][:count]], test


# Loupe and Python, each in a process of its own


def loupe(binary, folder, cells):
    """Runs a program in a folder, over a home that has the models but no runs; its seconds and peak memory in MB."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    for name in ("models", "words"):
        if (HOME / name).is_dir() and not (home / name).exists():
            (home / name).symlink_to(HOME / name)
    (folder / "cells.loupe").write_text(cells, encoding="utf-8")
    return run([binary, "run", "cells.loupe"], folder, {"LOUPE_HOME": str(home)})


def python(folder, *words):
    return run([sys.executable, os.path.abspath(__file__), "peer", *map(str, words)], folder, {"HF_HUB_OFFLINE": "1"})


def run(command, folder, environment):
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.communicate()
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{output[-2000:]}\n{errors[-4000:]}")
    return time.perf_counter() - began, output


LOAD = "".join(f'{name} = load "{name}.tsv" text text label label format tsv\n' for name in ("train", "dev", "test"))


def truth(folder):
    rows = list(csv.reader(open(folder / "test.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row[0] for row in rows[1:]]


def score(folder, name):
    from sklearn.metrics import f1_score

    with open(folder / (name + ".csv"), encoding="utf-8") as file:
        found = [row["predicted"] for row in csv.DictReader(file)]
    return f1_score(truth(folder), found, average="macro")


def judged(name, features):
    return (f"m_{name} = fit {features} | logistic() on train\np_{name} = predict m_{name} on test\n"
            f'write p_{name} to "{name}.csv"\n')


# Tasks


def peak(command, folder, environment):
    """Peak memory of a command in MB."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    output = subprocess.run([sys.executable, "-c", script, *map(str, command)], cwd=folder, check=True, text=True,
                            env={**os.environ, **environment}, stdout=subprocess.PIPE).stdout
    return int(output) / 1024


def measure_time(binary):
    sets = {"short (films)": parts(DATA["films"](), 0, TEXTS)[0], "long (reuters)": parts(DATA["reuters"](), 0, TEXTS // 4)[0]}
    for texts, rows in sets.items():
        for layers in (2, 6):
            figures = {"loupe": [], "trainer": []}
            memory = {}
            for seed in range(ROUNDS):
                with tempfile.TemporaryDirectory() as name:
                    folder = pathlib.Path(name)
                    write(folder / "train.tsv", rows)
                    seconds = {}
                    for epochs in (1, 4):
                        cells = (LOAD.split("\n")[0] + f"\ntuned = finetune minilm on train layers {layers} epochs {epochs} "
                                 f"seed {seed}\n")
                        seconds["loupe", epochs] = loupe(binary, folder, cells)[0]
                        seconds["trainer", epochs] = python(folder, "trainer", layers, epochs)[0]
                    for who in figures:
                        figures[who].append((seconds[who, 4] - seconds[who, 1]) / 3)
                    if seed == 0:
                        shutil.rmtree(folder / "home" / "tuned", ignore_errors=True)
                        memory["loupe"] = peak([binary, "run", "cells.loupe"], folder, {"LOUPE_HOME": str(folder / "home")})
                        memory["trainer"] = peak([sys.executable, os.path.abspath(__file__), "peer", "trainer", layers, 4],
                                                 folder, {"HF_HUB_OFFLINE": "1"})
            own, peer = (statistics.median(figures[who]) for who in ("loupe", "trainer"))
            print(f"{texts:15} {len(rows)} texts, {layers} layers: {own:.2f} s an epoch, Trainer {peer:.2f} s, ratio {own / peer:.3f}; "
                  f"peak {memory['loupe']:.0f} MB, Trainer {memory['trainer']:.0f} MB, ratio {memory['loupe'] / memory['trainer']:.2f}", flush=True)


def interval(differences):
    mean = statistics.mean(differences)
    if len(differences) < 2:
        return f"{mean:+.3f}"
    half = STUDENT.get(len(differences), 2.0) * statistics.stdev(differences) / len(differences) ** 0.5
    return f"{mean:+.3f} ({mean - half:+.3f} to {mean + half:+.3f})"


def measure_scores(binary):
    for name, read in DATA.items():
        rows, frozen, tuned = read(), [], []
        for seed in range(SEEDS):
            with tempfile.TemporaryDirectory() as place:
                folder = pathlib.Path(place)
                for part, cut in zip(("train", "dev", "test"), parts(rows, seed, *((1600, 385, 1000)))):
                    write(folder / (part + ".tsv"), cut)
                loupe(binary, folder, LOAD + judged("frozen", "encoder(minilm)")
                      + f"tuned = finetune minilm on train dev dev layers 2 seed {seed}\n" + judged("tuned", "encoder(tuned)"))
                frozen.append(score(folder, "frozen"))
                tuned.append(score(folder, "tuned"))
        print(f"{name:8} 1,600 texts: frozen {statistics.mean(frozen):.3f}, tuned {statistics.mean(tuned):.3f}, "
              f"gain over {SEEDS} seeds {interval([t - f for t, f in zip(tuned, frozen)])}", flush=True)


def measure_few(binary):
    for name in DATA if os.environ.get("WIDE") else ("amazon", "films"):
        rows = DATA[name]()
        for count in (8, 16):
            found = {"frozen": [], "tuned": [], "setfit": []}
            seconds = {"loupe": [], "setfit": []}
            for seed in range(SEEDS):
                with tempfile.TemporaryDirectory() as place:
                    folder = pathlib.Path(place)
                    train, test = few(rows, seed, count)
                    write(folder / "train.tsv", train)
                    write(folder / "dev.tsv", train)
                    write(folder / "test.tsv", test)
                    loupe(binary, folder, LOAD + judged("frozen", "encoder(minilm)"))
                    seconds["loupe"].append(loupe(binary, folder, LOAD + f"tuned = finetune minilm on train objective contrastive seed {seed}\n"
                                                  + judged("tuned", "encoder(tuned)"))[0])
                    seconds["setfit"].append(python(folder, "setfit", seed)[0])
                    for who in found:
                        found[who].append(score(folder, who))
            means = ", ".join(f"{who} {statistics.mean(values):.3f}" for who, values in found.items())
            gain = interval([a - b for a, b in zip(found["tuned"], found["setfit"])])
            print(f"{name:8} {count:2} a label: {means}; tuned - SetFit {gain}; "
                  f"{statistics.median(seconds['loupe']):.1f} against {statistics.median(seconds['setfit']):.1f} s", flush=True)


METHODS = ["full", "lora(rank: 8)", "lora(rank: 8, targets: [query, value])", "adalora(budget: 4)", "adapter(size: 64)", "bias"]


def measure_methods(binary):
    for name in ("films", "amazon"):
        rows = DATA[name]()
        found = {method: [] for method in METHODS}
        size = {}
        for seed in range(SEEDS):
            with tempfile.TemporaryDirectory() as place:
                folder = pathlib.Path(place)
                for part, cut in zip(("train", "dev", "test"), parts(rows, seed, 1600, 385, 1000)):
                    write(folder / (part + ".tsv"), cut)
                for method in METHODS:
                    shutil.rmtree(folder / "home", ignore_errors=True)
                    loupe(binary, folder, LOAD + f"tuned = finetune minilm on train dev dev layers 2 method {method} seed {seed}\n"
                          + judged("tuned", "encoder(tuned)"))
                    found[method].append(score(folder, "tuned"))
                    size[method] = sum(file.stat().st_size for file in (folder / "home" / "tuned").rglob("*.safetensors"))
        full = statistics.mean(found["full"])
        for method in METHODS:
            mean = statistics.mean(found[method])
            print(f"{name:8} {method:70} macro-F1 {mean:.3f} ({mean - full:+.3f}), {size[method] / 1024:.0f} kB", flush=True)


# Peers


def peer_trainer(layers, epochs):
    import torch
    from datasets import Dataset
    from transformers import AutoModel, AutoTokenizer, DataCollatorWithPadding, Trainer, TrainingArguments

    torch.set_num_threads(THREADS)
    tokenizer = AutoTokenizer.from_pretrained(MODEL)

    class Classifier(torch.nn.Module):
        def __init__(self, labels):
            super().__init__()
            self.body = AutoModel.from_pretrained(MODEL)
            self.head = torch.nn.Linear(self.body.config.hidden_size, labels)
            for name, parameter in self.body.named_parameters():
                number = name.split("layer.")[1].split(".")[0] if "layer." in name else "-1"
                parameter.requires_grad = int(number) >= self.body.config.num_hidden_layers - layers

        def forward(self, input_ids, attention_mask, labels=None, **_):
            states = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask[..., None]
            scores = self.head((states * mask).sum(1) / mask.sum(1))
            return {"loss": torch.nn.functional.cross_entropy(scores, labels), "logits": scores}

    rows = [line.split("\t", 1) for line in open("train.tsv", encoding="utf-8").read().splitlines()[1:]]
    names = sorted({row[0] for row in rows})
    encoded = [{**tokenizer(text, truncation=True, max_length=256), "labels": names.index(label)} for label, text in rows]
    arguments = TrainingArguments(output_dir="out", per_device_train_batch_size=32, num_train_epochs=epochs, learning_rate=1e-4,
                                  warmup_steps=0.1, weight_decay=0.01, report_to="none", save_strategy="no", logging_strategy="no",
                                  disable_tqdm=True, use_cpu=True)
    Trainer(model=Classifier(len(names)), args=arguments, train_dataset=Dataset.from_list(encoded),
            data_collator=DataCollatorWithPadding(tokenizer)).train()


def peer_setfit(seed):
    import torch
    from datasets import Dataset
    from setfit import SetFitModel, Trainer, TrainingArguments

    torch.set_num_threads(THREADS)
    read = lambda name: [line.split("\t", 1) for line in open(name, encoding="utf-8").read().splitlines()[1:]]
    train, test = read("train.tsv"), read("test.tsv")
    model = SetFitModel.from_pretrained(str(MODEL))
    arguments = TrainingArguments(batch_size=16, num_epochs=1, seed=seed, report_to="none", save_strategy="no", output_dir="out")
    data = Dataset.from_dict({"text": [row[1] for row in train], "label": [row[0] for row in train]})
    Trainer(model=model, args=arguments, train_dataset=data).train()
    found = [str(label) for label in model.predict([row[1] for row in test])]
    with open("setfit.csv", "w", encoding="utf-8") as file:
        csv.writer(file).writerows([["predicted"]] + [[label] for label in found])


if __name__ == "__main__":
    if sys.argv[1:2] == ["peer"]:
        {"trainer": peer_trainer, "setfit": peer_setfit}[sys.argv[2]](*map(int, sys.argv[3:]))
    else:
        tasks = {"time": measure_time, "scores": measure_scores, "few": measure_few, "methods": measure_methods}
        for task in sys.argv[2:] or tasks:
            tasks[task](os.path.abspath(sys.argv[1]))
