"""Loads what reading needs, once, in the server from which the reading processes fork.

A process that is forked from there finds the readers, the languages' models and the words in memory. Loading them takes
half a second: as much as reading ten ordinary Word files, for each of which there is a process of its own.
"""

from __future__ import annotations

import gc
from importlib import import_module

from extractors.languages.identify import document_language
from extractors.reading import FORMATS
from flows.isolation import documents_adapter

# The first is short and common to both languages: only such ask the statistical model.
_SAYINGS = (
    "Аккредитация комиссия мониторинг",
    "Эксперттик комиссиянын сын-пикирлери боюнча иш-чаралардын планы",
    "План мероприятий по устранению замечаний",
)


def load() -> None:
    """Imports every reader, and uses what loads its model at the first use."""
    for name in FORMATS:
        import_module(f"extractors.formats.{name}")
    document_language(_SAYINGS)
    documents_adapter()
    # What is loaded stays: it need not be looked through, and so not copied, in every process that is forked.
    gc.freeze()


load()
