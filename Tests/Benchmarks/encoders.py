"""Tokens a second and fidelity of Loupe's encoder and of others, on the same texts, turn by turn in one run.

usage: encoders.py LOUPE MODEL_FOLDER TEXTS [--threads 1 2] [--limit 600] [--rounds 5] [--work FOLDER]

LOUPE is the release executable, whose `embed-bench FOLDER TEXTS THREADS [--precision int8] [--vectors FILE]` embeds once
and prints a JSON object. TEXTS has one text a line. Engines in single precision are compared with Loupe's float32, those in
eight bits with its int8. The other engines get sorted batches of 8 and of 32, padded to the longest, and do without
tokenizing, pooling and normalising, which Loupe's time includes; for sentence-transformers its own `encode` is timed. An
engine that isn't installed is left out. Both clocks are given, since on a busy machine only processor time says much: the
median over the rounds, and its ratio to Loupe's. Cosines are to sentence-transformers' vectors. Below the tables: OpenBLAS's
`sgemm` (numpy's) at the model's shapes, tokenizing on one core beside Hugging Face's tokenizers, and the time from nothing
to the first vector.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np

SHAPES = [(384, 1152), (384, 384), (384, 1536), (1536, 384)]
FLOPS_PER_TOKEN = 6 * sum(2 * a * b for a, b in SHAPES)


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
        rows = order[start:start + size]
        x = np.zeros((len(rows), max(len(ids[i]) for i in rows)), np.int64)
        for row, i in zip(x, rows):
            row[:len(ids[i])] = ids[i]
        yield rows, x, (np.arange(x.shape[1]) < np.array([[len(ids[i])] for i in rows])).astype(np.int64)


def pooled(run, ids):
    """The vectors of all texts by an engine, as sentence-transformers pools them."""
    vectors = [None] * len(ids)
    for rows, x, mask in batches(ids, 8):
        states = run(x, mask)
        sums = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        for row, vector in zip(rows, sums):
            vectors[row] = vector
    return np.array(vectors)


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


def quantised(model, work):
    """The model with eight-bit weights, and activations coded as they come."""
    path = work + "/model-int8.onnx"
    if not os.path.exists(path):
        from onnxruntime.quantization import QuantType, quantize_dynamic
        quantize_dynamic(exported(model, work), path, weight_type=QuantType.QInt8, per_channel=True)
    return path


def onnxruntime_engine(path, threads):
    import onnxruntime as ort
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return lambda x, mask: session.run(None, {"ids": x, "mask": mask, "types": np.zeros_like(x)})[0]


def openvino_engine(path, threads):
    import openvino
    compiled = openvino.Core().compile_model(path, "CPU", {
        "INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"})
    return lambda x, mask: compiled([x, mask, np.zeros_like(x)])[0]


def ctranslate2_engine(model, work, threads, compute_type):
    import ctranslate2
    if not os.path.exists(work + "/ct2"):
        from ctranslate2.converters import TransformersConverter
        TransformersConverter(model).convert(work + "/ct2")
    encoder = ctranslate2.Encoder(work + "/ct2", device="cpu", compute_type=compute_type, intra_threads=threads)
    return lambda x, mask: np.array(encoder.forward_batch(
        [row[:count].tolist() for row, count in zip(x, mask.sum(1))]).last_hidden_state)


def sentence_transformers_engine(model, threads):
    import torch
    from sentence_transformers import SentenceTransformer
    torch.set_num_threads(threads)
    return SentenceTransformer(model, device="cpu")


def engines(options, threads, texts, ids):
    """precision, name, a function that embeds everything once, and one that gives the vectors"""
    found = []
    model = sentence_transformers_engine(options.model, threads)
    for size in (8, 32):
        found.append(("float32", f"sentence-transformers/{size}",
                      lambda size=size: model.encode(texts, batch_size=size), lambda: model.encode(texts)))
    for precision, name, make in [
        ("float32", "onnxruntime", lambda: onnxruntime_engine(exported(options.model, options.work), threads)),
        ("float32", "openvino", lambda: openvino_engine(exported(options.model, options.work), threads)),
        ("float32", "ctranslate2", lambda: ctranslate2_engine(options.model, options.work, threads, "float32")),
        ("int8", "onnxruntime int8", lambda: onnxruntime_engine(quantised(options.model, options.work), threads)),
        ("int8", "ctranslate2 int8", lambda: ctranslate2_engine(options.model, options.work, threads, "int8")),
    ]:
        try:
            run = make()
        except Exception as error:
            print(f"left out: {name}: {error}", file=sys.stderr)
            continue
        for size in (8, 32):
            found.append((precision, f"{name}/{size}",
                          lambda run=run, size=size: [run(x, m) for _, x, m in batches(ids, size)],
                          lambda run=run: pooled(run, ids)))
    return found


def loupe(options, threads, precision, vectors=None):
    command = [options.loupe, "embed-bench", options.model, options.work + "/texts.txt", str(threads),
               "--precision", precision] + (["--vectors", vectors] if vectors else [])
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def cosines(vectors, reference):
    dots = (vectors * reference).sum(1)
    return dots / np.linalg.norm(vectors, axis=1) / np.linalg.norm(reference, axis=1)


def sgemm(rows=192, seconds=1.0):
    """GFLOP/s of numpy's BLAS over one layer's products."""
    pairs = [(np.random.rand(rows, a).astype(np.float32), np.random.rand(a, b).astype(np.float32)) for a, b in SHAPES]
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        for a, b in pairs:
            a @ b
        times.append(time.perf_counter() - start)
    return rows * FLOPS_PER_TOKEN / 6 / min(times) * 1e-9


def read(options):
    texts = [line for line in open(options.texts, encoding="utf-8").read().split("\n") if line][:options.limit]
    with open(options.work + "/texts.txt", "w", encoding="utf-8") as file:
        file.write("\n".join(texts))
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(options.model + "/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    ids = [e.ids for e in tokenizer.encode_batch(texts)]
    start = time.process_time()
    tokenizer.encode_batch(texts)
    return texts, ids, time.process_time() - start


def fidelity(options, threads, found):
    """The cosines of every engine, by name without the batch size."""
    by_name = {name.split("/")[0]: vectors for _, name, _, vectors in found}
    reference = by_name["sentence-transformers"]()
    similar = {name: cosines(vectors(), reference) for name, vectors in by_name.items()}
    for precision in ("float32", "int8"):
        path = options.work + "/vectors"
        loupe(options, threads, precision, path)
        similar["loupe " + precision] = cosines(np.fromfile(path, np.float32).reshape(reference.shape), reference)
    return similar


def table(precision, names, clock, processor, tokens, similar):
    own = "loupe " + precision
    print(f"\n{'engine/batch':<26}{'tokens/s':>10}{'GFLOP/s':>9}{'loupe is':>10}{'per processor second':>23}"
          f"{'loupe is':>10}{'cosine mean':>13}{'least':>9}")
    for name in [own] + names:
        a, b = statistics.median(clock[name]), statistics.median(processor[name])
        ratio = statistics.median(x / y for x, y in zip(clock[name], clock[own]))
        cost = statistics.median(x / y for x, y in zip(processor[name], processor[own]))
        near = similar[name.split("/")[0]]
        print(f"{name:<26}{tokens / a:>10.0f}{tokens * FLOPS_PER_TOKEN / a * 1e-9:>9.1f}{ratio:>9.2f}×"
              f"{tokens / b:>23.0f}{cost:>9.2f}×{near.mean():>13.5f}{near.min():>9.5f}", flush=True)


def compare(options, threads):
    texts, ids, tokenizing = read(options)
    found = engines(options, threads, texts, ids)
    tokens = sum(map(len, ids))
    similar = fidelity(options, threads, found)
    clock, processor, own, blas = {}, {}, {}, []
    for turn in range(options.rounds + 1):
        figures = []
        for precision in ("float32", "int8"):
            result = loupe(options, threads, precision)
            own.setdefault(precision, []).append(result)
            figures.append(("loupe " + precision, result["seconds"], result["processor_seconds"]))
        if turn == 0 and result["tokens"] != tokens:
            print(f"loupe counts {result['tokens']} tokens, the others {tokens}", file=sys.stderr)
        for _, name, run, _ in found:
            start = time.perf_counter(), time.process_time()
            run()
            figures.append((name, time.perf_counter() - start[0], time.process_time() - start[1]))
        blas.append(sgemm())
        if turn == 0:
            continue  # to warm up
        for name, a, b in figures:
            clock.setdefault(name, []).append(a)
            processor.setdefault(name, []).append(b)
    print(f"\n{threads} thread(s), {len(texts)} texts, {tokens} tokens, median of {options.rounds}, "
          f"load {os.getloadavg()[0]:.1f}")
    for precision in ("float32", "int8"):
        table(precision, [name for kind, name, _, _ in found if kind == precision], clock, processor, tokens, similar)
    rate = tokens * FLOPS_PER_TOKEN * 1e-9 / threads
    best = max(rate / min(clock["loupe float32"]), rate * threads / min(processor["loupe float32"]))
    print(f"\nOpenBLAS sgemm {max(blas) / threads:.1f} GFLOP/s a thread; the whole encoder in float32 {best:.1f}, "
          f"{best / (max(blas) / threads):.0%} of it")
    own_tokenizing = min(r["tokenizing_processor_seconds"] for r in own["float32"])
    print(f"tokenizing, tokens a second of one core: loupe {tokens / own_tokenizing:.0f}, tokenizers "
          f"{tokens / tokenizing:.0f}: {tokenizing / own_tokenizing:.1f}×")
    for precision, results in own.items():
        first = min(r["load_seconds"] + r["first_vector_seconds"] for r in results)
        print(f"{precision}: load to first vector {first * 1e3:.0f} ms, peak memory "
              f"{max(r['peak_bytes'] for r in results) / 1e6:.0f} MB")


if __name__ == "__main__":
    options = arguments()
    os.makedirs(options.work, exist_ok=True)
    if options.one:
        compare(options, options.one)
    else:
        for threads in options.threads:  # a process each: libraries fix their threads at their first use
            environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads),
                           "OPENBLAS_NUM_THREADS": str(threads)}
            subprocess.run([sys.executable, *sys.argv, "--one", str(threads)], check=True, env=environment)
