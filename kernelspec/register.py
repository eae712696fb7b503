"""Registers the kernel and the JupyterLab extension with Jupyter, or takes them away again.

usage: register.py BINARY DATA_FOLDER      writes DATA_FOLDER/kernels/loupe and DATA_FOLDER/labextensions/…
       register.py --remove DATA_FOLDER
DATA_FOLDER is what `jupyter --data-dir` prints, or PREFIX/share/jupyter.
"""
import json
import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KERNEL, EXTENSION = "kernels/loupe", "labextensions/loupe-highlighting"


def specification(binary):
    """kernel.json with the binary's place; LOUPE_HOME goes in when it is not the default one."""
    spec = json.loads((HERE / "kernel.json").read_text("utf-8"))
    spec["argv"] = [str(binary) if word == "@LOUPE@" else word for word in spec["argv"]]
    if home := os.environ.get("LOUPE_HOME"):
        spec["env"]["LOUPE_HOME"] = str(Path(home).resolve())
    return json.dumps(spec, indent=2, ensure_ascii=False) + "\n"


def replace(folder, fill):
    """Fills a new folder beside the old one, then puts it in the old one's place."""
    fresh = folder.with_name(folder.name + ".new")
    remove(fresh)
    fresh.mkdir(parents=True)
    fill(fresh)
    remove(folder)
    fresh.rename(folder)


def remove(folder):
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def register(binary, data):
    def kernel(folder):
        (folder / "kernel.json").write_text(specification(binary), "utf-8")
        for logo in sorted((HERE / "logos").iterdir()):
            shutil.copy(logo, folder / logo.name)

    def extension(folder):
        shutil.copytree(HERE / "labextension", folder, dirs_exist_ok=True)

    replace(data / KERNEL, kernel)
    replace(data / EXTENSION, extension)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    where = Path(sys.argv[2]).expanduser()
    if sys.argv[1] == "--remove":
        remove(where / KERNEL)
        remove(where / EXTENSION)
    else:
        register(Path(sys.argv[1]).resolve(), where)
