"""The rules of the regulation, one per file. One that does not import, or lacks law or wording, stops the program."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from checks.clause import RULES, Rule
from checks.law import law
from extractors.errors import SetupError
from extractors.wording import LANGUAGES, catalogue


@cache
def rules() -> tuple[Rule, ...]:
    """Gives every rule, by number of the clause.

    Raises: SetupError naming the rule and what it lacks (a number or article of the law, a wording in a language).
    """
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        try:
            importlib.import_module(f"{__name__}.{module}")
        except Exception as error:
            raise SetupError(f"checks/rules/{module}.py does not load: {error!r}") from error
        if not any(rule.decide.__module__ == f"{__name__}.{module}" for rule in RULES.values()):
            raise SetupError(f"checks/rules/{module}.py holds no rule")
    for rule in RULES.values():
        _prove(rule)
    return tuple(sorted(RULES.values(), key=_order))


def _order(rule: Rule) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in rule.clause.split(".")), rule.name


def _prove(rule: Rule) -> None:
    articles = law().articles
    for key in rule.rests_on:
        if key not in articles:
            raise SetupError(f"data/regulation: «{key}»: missing, and the rule {rule.name} rests on it")
    for language in LANGUAGES:
        for key in ("title", *rule.wordings):
            if f"{rule.name}.{key}" not in _catalogue(language):
                raise SetupError(f"data/wording/{language}/rule.toml: «{rule.name}.{key}»: missing")


def _catalogue(language: str) -> dict[str, str]:
    try:
        return catalogue("rule", language)
    except (OSError, ValueError) as error:
        raise SetupError(f"data/wording/{language}/rule.toml: not readable ({error})") from error
