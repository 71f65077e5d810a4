"""The flows that the engine runs on its own: the intake when something arrives, the deadline batch each morning, the
portfolio.
"""

from __future__ import annotations

from dataclasses import replace

from prefect import flow
from prefect.artifacts import create_table_artifact

from checks.clauses import prove_setup
from flows.batch import Batch, opened, run_batch
from flows.cutoff import report_deadline, write_manifests
from flows.intake import today
from flows.order import Order
from flows.settings import Settings, folders, scheduler, settings


def _order(set_up: Settings) -> Order:
    intake, output = folders(set_up)
    language = set_up.workbook_language or None
    hands = scheduler(set_up)
    return Order(intake, output, today(), set_up.register_file, language, set_up.cores(), scheduler=hands)


def _quiet(_step: str, _done: int, _of: int) -> None:
    """The engine's own page shows how far a run is."""


@flow(name="postaccred-intake")
def take_intake() -> str:
    """Takes in what is new and judges the cases that it changes; gives a line about what was done."""
    set_up = settings()
    prove_setup()
    return _told(run_batch(replace(_order(set_up), near_days=set_up.near_days), set_up, _quiet))


@flow(name="postaccred-deadlines")
def deadline_batch() -> str:
    """Judges every case with an open day near or past, and writes the manifest of each whose report's deadline has
    come.
    """
    set_up = settings()
    prove_setup()
    order = replace(_order(set_up), near_days=set_up.near_days)
    batch = run_batch(order, set_up, _quiet)
    with opened(set_up) as ledger:
        made = write_manifests(batch.written, order.output.resolve(), order.intake.resolve(), ledger, order.as_of)
    due = [(report_deadline(case.judgement), case.judgement.card.id) for case in batch.written]
    rows = [
        {"deadline": str(day), "case": case_id}
        for day, case_id in sorted((day, case_id) for day, case_id in due if day is not None)
    ]
    create_table_artifact(table=rows, key="postaccred-deadlines", description=f"Report deadlines as of {order.as_of}")
    return f"{_told(batch)}, cut-off manifests {len(made)}"


@flow(name="postaccred-case")
def judge_case_again(folder: str) -> str:
    """Takes in what is new, and gives how one case of the portfolio stands: its findings and what was not read."""
    set_up = settings()
    prove_setup()
    batch = run_batch(_order(set_up), set_up, _quiet)
    found = next((case.judgement for case in batch.written if case.judgement.card.id == folder), None)
    if found is None:
        raise ValueError(f"there is no case “{folder}” in the intake; `postaccred status` lists the cases")
    return f"{folder}: findings {len(found.verdicts)}, unread {len(found.unread)}"


@flow(name="postaccred-portfolio")
def portfolio() -> str:
    """Makes the portfolio of all cases as of today; gives its path."""
    set_up = settings()
    prove_setup()
    return str(run_batch(_order(set_up), set_up, _quiet).portfolio)


def _told(batch: Batch) -> str:
    judged = sum(not case.kept for case in batch.written)
    return f"files {len(batch.taken)}, cases {len(batch.written)}, judged now {judged}, complete {batch.complete}"
