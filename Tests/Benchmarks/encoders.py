"""Tokens a second of Loupe's encoder and of others, on the same texts, turn by turn in one run.

usage: encoders.py LOUPE MODEL_FOLDER TEXTS [--threads 1 2] [--limit 600] [--rounds 5] [--work FOLDER]

LOUPE is the release executable, whose `embed-bench FOLDER TEXTS THREADS` embeds once and prints a JSON object
with tokens, seconds and processor_seconds. TEXTS has one text a line. The other engines get sorted batches of 8 and of 32,
padded to the longest, and do without tokenizing, pooling and normalising, which Loupe's time includes; for
sentence-transformers its own `encode` is timed. An engine that isn't installed is left out. Both clocks are given,
since on a busy machine only processor time says much: the median over the rounds, and its ratio to Loupe's.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np

FLOPS_PER_TOKEN = 2 * 6 * (4 * 384 * 384 + 2 * 384 * 1536)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("loupe")
    parser.add_argument("model")
    parser.add_argument("texts")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--limit", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", default="/tmp/loupe-benchmark")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def batches(ids, size):
    order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
    for start in range(0, len(order), size):
        rows = [ids[i] for i in order[start:start + size]]
        x = np.zeros((len(rows), max(map(len, rows))), np.int64)
        for row, values in zip(x, rows):
            row[:len(values)] = values
        yield x, (np.arange(x.shape[1]) < np.array([[len(r)] for r in rows])).astype(np.int64)


def exported(model, work):
    """The model as ONNX, exported once."""
    path = work + "/model.onnx"
    if os.path.exists(path):
        return path
    import torch
    from transformers import AutoModel
    encoder = AutoModel.from_pretrained(model, attn_implementation="eager").eval()

    class LastHiddenState(torch.nn.Module):
        def forward(self, ids, mask, types):
            return encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state

    ids = torch.ones(2, 8, dtype=torch.long)
    names = ["ids", "mask", "types"]
    module = LastHiddenState()
    module.encoder = encoder
    torch.onnx.export(module, (ids, ids, torch.zeros_like(ids)), path, input_names=names, output_names=["h"],
                      dynamic_axes={n: {0: "b", 1: "s"} for n in names + ["h"]}, dynamo=False, opset_version=17)
    return path


def onnxruntime_engine(model, work, threads):
    import onnxruntime as ort
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    session = ort.InferenceSession(exported(model, work), options, providers=["CPUExecutionProvider"])
    return lambda x, mask: session.run(None, {"ids": x, "mask": mask, "types": np.zeros_like(x)})


def openvino_engine(model, work, threads):
    import openvino
    compiled = openvino.Core().compile_model(exported(model, work), "CPU", {
        "INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"})
    return lambda x, mask: compiled([x, mask, np.zeros_like(x)])


def ctranslate2_engine(model, work, threads):
    import ctranslate2
    if not os.path.exists(work + "/ct2"):
        from ctranslate2.converters import TransformersConverter
        TransformersConverter(model).convert(work + "/ct2")
    encoder = ctranslate2.Encoder(work + "/ct2", device="cpu", compute_type="float32", intra_threads=threads)
    return lambda x, mask: np.array(encoder.forward_batch(
        [row[:count].tolist() for row, count in zip(x, mask.sum(1))]).last_hidden_state)


def engines(options, threads):
    """name, a function that embeds everything once and returns nothing"""
    texts = open(options.texts, encoding="utf-8").read().split("\n")[:options.limit]
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(options.model + "/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    ids = [e.ids for e in tokenizer.encode_batch(texts)]
    found = []
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        torch.set_num_threads(threads)
        model = SentenceTransformer(options.model, device="cpu")
        for size in (8, 32):
            found.append((f"sentence-transformers/{size}", lambda size=size: model.encode(texts, batch_size=size)))
    except ImportError as error:
        print(f"left out: {error}", file=sys.stderr)
    for name, make in [("onnxruntime", onnxruntime_engine), ("openvino", openvino_engine),
                       ("ctranslate2", ctranslate2_engine)]:
        try:
            run = make(options.model, options.work, threads)
        except Exception as error:
            print(f"left out: {name}: {error}", file=sys.stderr)
            continue
        for size in (8, 32):
            found.append((f"{name}/{size}", lambda run=run, size=size: [run(x, m) for x, m in batches(ids, size)]))
    return found, sum(map(len, ids))


def loupe(options, threads):
    lines = open(options.texts, encoding="utf-8").read().split("\n")[:options.limit]
    path = options.work + "/texts.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    out = subprocess.run([options.loupe, "embed-bench", options.model, path, str(threads)], check=True,
                         capture_output=True, text=True).stdout
    figures = json.loads(out)
    return figures["tokens"], figures["seconds"], figures["processor_seconds"]


def compare(options, threads):
    found, tokens = engines(options, threads)
    clock, processor = {}, {}
    for turn in range(options.rounds + 1):
        counted, seconds, processor_seconds = loupe(options, threads)
        if turn == 0 and counted != tokens:
            print(f"loupe counts {counted} tokens, the others {tokens}", file=sys.stderr)
        figures = [("loupe", seconds, processor_seconds)]
        for name, run in found:
            start = time.perf_counter(), time.process_time()
            run()
            figures.append((name, time.perf_counter() - start[0], time.process_time() - start[1]))
        if turn == 0:
            continue  # to warm up
        for name, a, b in figures:
            clock.setdefault(name, []).append(a)
            processor.setdefault(name, []).append(b)
    print(f"\n{threads} thread(s), {tokens} tokens, median of {options.rounds}")
    print(f"{'engine/batch':<26}{'tokens/s':>10}{'GFLOP/s':>9}{'loupe is':>10}{'per processor second':>23}{'loupe is':>10}")
    for name in clock:
        a, b = statistics.median(clock[name]), statistics.median(processor[name])
        ratio = statistics.median(x / y for x, y in zip(clock[name], clock["loupe"]))
        cost = statistics.median(x / y for x, y in zip(processor[name], processor["loupe"]))
        print(f"{name:<26}{tokens / a:>10.0f}{tokens * FLOPS_PER_TOKEN / a * 1e-9:>9.1f}{ratio:>9.2f}×"
              f"{tokens / b:>23.0f}{cost:>9.2f}×", flush=True)


if __name__ == "__main__":
    options = arguments()
    os.makedirs(options.work, exist_ok=True)
    if options.one:
        compare(options, options.one)
    else:
        for threads in options.threads:  # a process each: libraries fix their threads at their first use
            environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
            subprocess.run([sys.executable, *sys.argv, "--one", str(threads)], check=True, env=environment)
