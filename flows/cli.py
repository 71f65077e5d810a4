"""The command line: run, check, read, serve, status, forget, demo (exit codes: 0 done, 1 something left over, 2 wrong
use, 3 set-up broken).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from extractors.errors import ReadingError, SetupError
from flows.exit_codes import BROKEN, LEFT_OVER, WRONG_USE, WrongUseError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date; write it as YYYY-MM-DD") from None


def parser() -> argparse.ArgumentParser:
    """Gives the grammar of the command line."""
    root = _Parser(prog="postaccred", description="Follows up what an accreditation agency's expert commissions found.")
    commands = root.add_subparsers(dest="command", required=True, metavar="run|check|read|serve|status|forget|demo")
    run = commands.add_parser("run", help="one batch: take in what is new, judge every case, write workbooks")
    run.add_argument("--intake", type=Path, required=True, help="folder with a folder per case, or loose files")
    run.add_argument("--output", type=Path, required=True, help="folder for workbooks")
    run.add_argument("--register", type=Path, help="the agency's own list (.xlsx)")
    run.add_argument("--workers", type=int, help="reading processes (default: one per core)")
    run.add_argument("--runner", choices=("local", "dask"), help="who does the work: this machine (default), or dask")
    run.add_argument("--scheduler", metavar="ADDRESS", help="dask scheduler, as tcp://host:8786 (default: the setting)")
    check = commands.add_parser("check", help="one case folder, no engine, no ledger: a quick look")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument("--output", type=Path, default=Path("postaccred-output"))
    check.add_argument("--register", type=Path)
    demo = commands.add_parser("demo", help="the whole job on the sample cases shipped with the program")
    demo.add_argument("--output", type=Path, default=Path("postaccred-demo"))
    demo.add_argument("--workers", type=int)
    for command in (run, check, demo):
        command.add_argument(
            "--as-of", type=_day, metavar="YYYY-MM-DD", help="day of judgement (default: today in Bishkek)"
        )
        command.add_argument(
            "--language",
            choices=("ky", "ru", "en"),
            help="language of the workbooks (default: that of each conclusion)",
        )
    read = commands.add_parser("read", help="what the reader sees in one file")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true")
    serve = commands.add_parser("serve", help="start the engine, the watcher of the intake and the schedules")
    serve.add_argument("--intake", type=Path, help="folder to watch (default: the setting of that name)")
    serve.add_argument("--output", type=Path, help="folder for workbooks (default: the setting of that name)")
    serve.add_argument(
        "--register", dest="register_file", type=Path, help="the agency's own list (default: the setting register_file)"
    )
    status = commands.add_parser("status", help="cases and their deadlines; files waiting, quarantined, unread")
    status.add_argument("--output", type=Path, default=Path("postaccred-output"), help="folder of the last run")
    status.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="day from which days are counted (default: today)"
    )
    forget = commands.add_parser("forget", help="remove a case's papers and everything made from them")
    forget.add_argument("case", metavar="CASE", help="the case as status names it")
    forget.add_argument("--output", type=Path, default=Path("postaccred-output"), help="folder of the last run")
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit code. A user's mistake gives one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    asked = parser().parse_args(arguments)
    from flows import commands

    try:
        return commands.COMMANDS[asked.command](asked)
    except WrongUseError as error:
        print(f"postaccred: {error}", file=sys.stderr)
        return WRONG_USE
    except ReadingError as error:
        print(f"postaccred: {error}", file=sys.stderr)
        return WRONG_USE
    except SetupError as error:
        print(f"postaccred: {error}", file=sys.stderr)
        return BROKEN
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(
            f"postaccred: {error.strerror or error}{where}. Free space or check the rights; what was done is kept.",
            file=sys.stderr,
        )
        return BROKEN
    except KeyboardInterrupt:
        print("postaccred: stopped; what was done is kept, the next run goes on from there.", file=sys.stderr)
        return LEFT_OVER


if __name__ == "__main__":
    raise SystemExit(main())
