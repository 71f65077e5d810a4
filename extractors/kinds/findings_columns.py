"""What a column of a conclusion's table holds, by the words of its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from extractors.kinds.labels import kinds_named, mentions, one_line
from extractors.languages.letters import fold
from extractors.records import FindingKind


class Role(StrEnum):
    """What a column of a conclusion's table holds."""

    NUMBER = "number"
    CRITERION = "criterion"
    KIND = "kind"
    FINDING = "finding"  # its head names a kind of finding, or findings at large
    CONTENT = "content"  # holds findings only where a kind, a label or the table's title says so
    STRENGTH = "strength"
    GRADE = "grade"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. kind: of the findings below when the head names exactly one."""

    role: Role
    kind: FindingKind | None = None


def column_of(head: str) -> Column:
    """Gives what a column holds by the words of its head."""
    folded = fold(one_line(head))
    if re.fullmatch(r"\W*(№|n|no|п/?п|№ ?п/?п|к/?н|т/?б|катар №|код|шифр|code)\W*(п/?п)?\W*", folded):
        return Column(Role.NUMBER)
    kinds = kinds_named(head)
    strength = mentions(head, "strength") and not re.search(r"^\W*(соответств|выполнен)", folded)
    if strength and not kinds:
        return Column(Role.STRENGTH)
    if mentions(head, "kind_head") and len(folded.split()) <= 3 and not kinds:
        return Column(Role.KIND)
    if kinds:
        if re.match(r"^\W*(вид|тип|категори|тур[уи]?\b)", folded):
            return Column(Role.KIND)
        return Column(Role.FINDING, next(iter(kinds)) if len(kinds) == 1 else None)
    if re.search(r"критери|крит\b|стандарт|показател|корсоткуч|criteri|standard", folded) and len(folded.split()) <= 6:
        return Column(Role.CRITERION)
    if mentions(head, "mixed"):
        return Column(Role.FINDING)
    if mentions(head, "grade_head") and len(folded.split()) <= 4:
        return Column(Role.GRADE)
    if mentions(head, "content"):
        return Column(Role.CONTENT)
    return Column(Role.OTHER)
