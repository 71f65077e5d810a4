"""Whatever happens to the files of an intake, in whatever order: one state each, every content kept, the same after a rest."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from flows.intake import look
from flows.ledger import FileState, Ledger
from flows.taking import Archive, take

NAMES = st.sampled_from(
    ["План.docx", "Отчёт.pdf", "Дело/План.docx", "Дело/~$План.docx", "Дело/файл.part", "Дело/й.pdf", "Дело/й.pdf"]
)
CONTENTS = st.binary(max_size=6)


class AnyIntake(RuleBasedStateMachine):
    """Files appear, grow, change, vanish and repeat between runs; the ledger follows."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp())
        self.intake = self.home / "intake"
        (self.intake / "Дело").mkdir(parents=True)
        self.ledger = Ledger.open("", self.home / "state")
        self.archive = Archive(self.home / "archive")
        self.ever: set[bytes] = set()

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.home)

    @rule(name=NAMES, content=CONTENTS)
    def appears(self, name: str, content: bytes) -> None:
        (self.intake / name).write_bytes(content)

    @rule(name=NAMES, content=CONTENTS)
    def grows(self, name: str, content: bytes) -> None:
        with (self.intake / name).open("ab") as file:
            file.write(content + b"+")

    @rule(name=NAMES)
    def vanishes(self, name: str) -> None:
        (self.intake / name).unlink(missing_ok=True)

    @precondition(lambda self: any(path.is_file() for path in self.intake.rglob("*")))
    @rule(data=st.data(), name=NAMES)
    def is_copied(self, data: st.DataObject, name: str) -> None:
        source = data.draw(st.sampled_from(sorted(path for path in self.intake.rglob("*") if path.is_file())))
        (self.intake / name).write_bytes(source.read_bytes())

    @rule()
    def a_run_takes_in(self) -> None:
        result = take(self.intake, look(self.intake), self.ledger, self.archive)
        for one in result.taken:
            if one.status == "read":
                content = one.path.read_bytes()
                assert hashlib.sha256(content).hexdigest() == one.sha256
                self.ever.add(content)
        rows = [row for row in self.ledger.files(self.intake) if row.current]
        assert len({row.file for row in rows}) == len(rows), "one state each"
        here = {one.file: one for one in result.taken}
        assert {row.file for row in rows if row.state is not FileState.WITHDRAWN} == set(here)
        accepted = {row.file for row in rows if row.state is FileState.ACCEPTED}
        assert accepted == {name for name, one in here.items() if one.status == "read"}
        again = take(self.intake, look(self.intake), self.ledger, self.archive)
        assert (again.taken, again.withdrawn) == (result.taken, ())

    @invariant()
    def every_content_is_kept(self) -> None:
        for content in self.ever:
            assert self.archive.path(hashlib.sha256(content).hexdigest()).read_bytes() == content


AnyIntake.TestCase.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAnyIntake = AnyIntake.TestCase
