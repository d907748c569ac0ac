"""`python -m bundle FOLDER`: the wheels of everything locked, our own, and the scripts that install them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "web.txt"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
HERE = Path(__file__).parent


def main(folder: Path) -> Path:
    """Makes the folder anew, and a zip of it beside; needs the package registry."""
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)  # what an earlier build left would be packed again
    # Only wheels: the other machine may have no compiler, and nothing is run here to make them.
    _run(*PIP, "download", "-q", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK), "-d", str(wheels))
    _run(*PIP, "wheel", "-q", "--no-deps", "--no-index", "--find-links", str(wheels), "-w", str(wheels), str(ROOT))
    for name in ("install.sh", "安装说明.txt"):
        shutil.copy(HERE / name, folder / name)
    (folder / "python-version").write_text(f"{sys.version_info.major}.{sys.version_info.minor}\n", "ascii")
    shutil.copy(ROOT / "LICENSE", folder)
    parts = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in parts]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", "utf-8")
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]))}\n")
