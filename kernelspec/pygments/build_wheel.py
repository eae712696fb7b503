"""Builds the wheel with nothing but the standard library, so that installing it downloads no build tools."""
import base64
import hashlib
import zipfile
from pathlib import Path

NAME, VERSION = "loupe_pygments", "0.1.0"
INFO = f"{NAME}-{VERSION}.dist-info"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    files = {
        f"{NAME}/__init__.py": (Path(__file__).parent / NAME / "__init__.py").read_bytes(),
        f"{INFO}/METADATA": b"Metadata-Version: 2.1\nName: loupe-pygments\nVersion: %s\nRequires-Dist: pygments\n"
                            % VERSION.encode(),
        f"{INFO}/WHEEL": b"Wheel-Version: 1.0\nGenerator: loupe\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{INFO}/entry_points.txt": b"[pygments.lexers]\nloupe = loupe_pygments:LoupeLexer\n",
    }
    record = "".join(f"{path},sha256={digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{INFO}/RECORD"] = (record + f"{INFO}/RECORD,,\n").encode()
    wheel = f"{NAME}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / wheel, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return wheel


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
