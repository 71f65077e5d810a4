"""Sets the project up and runs it with nothing but Python: `python -m flows.bootstrap demo` or `… test` from a
checkout.

Uses the standard library only, because it runs before anything is installed. Makes .venv beside pyproject.toml,
installs the
versions of requirements.txt into it (again only when that file changed), then runs what was asked inside it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed"
OLDEST = (3, 11)
USAGE = (
    "usage: python -m flows.bootstrap demo | test | run postaccred-arguments…"
    "   (run from the folder that holds pyproject.toml)"
)


def python() -> Path:
    """Gives the interpreter of the project's own environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted() -> str:
    """Gives the mark of what should be installed: this Python and the content of the two files that name the
    packages.
    """
    files = b"".join((ROOT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml"))
    return f"{sys.version_info[:2]} {hashlib.sha256(files).hexdigest()}"


def install() -> None:
    """Makes the environment and installs the locked versions, unless both are there already.

    Raises: subprocess.CalledProcessError when the installer fails.
    """
    if STAMP.exists() and STAMP.read_text("utf-8") == wanted() and python().exists():
        return
    print(f"Setting up in {VENV} (once; some minutes on a slow line) …", flush=True)
    venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    pip = [str(python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    # --no-deps: the file is a complete lock, nothing is to be resolved anew.
    subprocess.run([*pip, "--requirement", str(ROOT / "requirements.txt")], check=True)
    subprocess.run([*pip, "--editable", str(ROOT)], check=True)
    STAMP.write_text(wanted(), "utf-8")


def main(arguments: list[str]) -> int:
    """Installs what is missing and runs the demo, the tests or any command of the program; gives its exit code."""
    if sys.version_info < OLDEST:
        print(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 3
    if not arguments or arguments[0] not in {"demo", "test", "run"}:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        install()
    except subprocess.CalledProcessError as error:
        print(
            f"The packages could not be installed (the installer ended with {error.returncode}; its message stands "
            "above). Check the network, then run this again.",
            file=sys.stderr,
        )
        return 3
    command = {"demo": ["-m", "flows.cli", "demo"], "test": ["-m", "pytest"], "run": ["-m", "flows.cli"]}[arguments[0]]
    return subprocess.run([str(python()), *command, *arguments[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
