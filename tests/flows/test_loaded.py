"""What is loaded before working processes fork is what judging uses; what only starts loads little."""

from __future__ import annotations

import subprocess
import sys

from flows.loaded_judging import load

HEAVY = ("spacy", "scipy", "sklearn", "pandas", "prefect")


def test_the_case_judged_beforehand_has_all_that_a_case_has() -> None:
    assert load() == 3
    assert {"spacy", "scipy.optimize", "docx", "openpyxl"} <= sys.modules.keys()


def test_a_run_that_finds_nothing_changed_loads_no_models() -> None:
    asked = f"import flows.commands, sys; print([name for name in {HEAVY} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
