"""What a sentence of a report is: an answer, the topic of what follows, a lead-in, or courtesy and form."""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicon
from extractors.cell_content import asks_to_do, is_date, is_named, is_person
from extractors.evidence_names import named_evidence
from extractors.kinds.approvals import is_approval
from extractors.languages import ru
from extractors.languages.letters import fold

SHORT = 4  # words below which a sentence is no answer of its own
LABEL_WORDS = 7  # a sentence of at most so many words may be the topic of its paragraph («Фонд жөнүндө.»)
TOPIC_WORDS = 4  # the same in Russian, where the topic begins with «о, по» as a sentence may
HEAD_WORDS = 8  # of a topic in a paper whose paragraphs open with one
LEAD_IN_WORDS = 16  # of a sentence that only says what will be spoken of


_SIGNED = re.compile(
    r"(?P<post>[^\d]+?)[\s,:–—-]+"
    r"(?:(?:[А-ЯЁӨҮҢA-Z]\.\s?){1,2}\s?[А-ЯЁӨҮҢA-Z][\w-]+|[А-ЯЁӨҮҢA-Z][\w-]+\s+(?:[А-ЯЁӨҮҢA-Z]\.\s?){1,2})"
    r"[\s,.]*(?:\d[\d\w\s.-]*)?"
)
_ASIDE = re.compile(r"[(«„\"][^()«»“”\"]*[)»“”\"]")
_KYRGYZ_VERB = re.compile(r"(?:[дт][ыиу]|[гк][аео]н|жок|элек|бар|пыз|биз|быз|[аеойы]т)$")


@cache
def stems_of(key: str) -> tuple[str, ...]:
    """Gives the folded words of the lexicon of reports, the longest first."""
    return tuple(sorted((fold(word) for word in lexicon.words("report", key)), key=len, reverse=True))


def tells_act(sentence: str) -> bool:
    """Tells whether a sentence says that something was done: a Russian verb in the past, a Kyrgyz one at its end."""
    words = re.findall(r"[^\W\d_]+", sentence)
    last = fold(words[-1]) if words else ""
    return (
        any(map(ru.tells_past, words))
        or re.search(r"(?:[дт][ыиу]|лар|лер|лор|[гк][аео]н|жок|элек|пыз|биз|быз)$", last) is not None
    )


def is_topic(sentence: str) -> bool:
    """Tells whether a short sentence only names what its paragraph is about («Библиотека.», «Кадрлар жөнүндө.»)."""
    words = fold(sentence).strip(" .:").split()
    if not 0 < len(words) <= LABEL_WORDS or not sentence.rstrip().endswith((".", ":")):
        return False
    about = stems_of("about")
    if words[-1] in about:
        return True
    if len(words) <= 2:
        return not tells_state(sentence)
    return words[0] in about and len(words) <= TOPIC_WORDS and not any(letter.isdigit() for letter in sentence)


def is_form(text: str) -> bool:
    """Tells whether a sentence is courtesy, address or form: it answers nothing."""
    if is_courtesy(text) or is_date(text) or _is_title(text):
        return True
    words = text.split()
    folded = fold(text)
    made = is_approval(text) or any(f" {stem}" in folded for stem in stems_of("made"))
    if made and any(fold(word).startswith(stems_of("itself")) for word in words[:3]):
        return True
    return len(words) <= 2 * SHORT and is_named(text) and is_person(text) and not text.rstrip().endswith(".")


def is_courtesy(text: str) -> bool:
    """Tells whether a line is an address, thanks, a farewell, a signature or a count of what is enclosed."""
    folded = fold(text)
    polite = folded.startswith(stems_of("greeting")) or any(stem in folded for stem in stems_of("courtesy"))
    return polite or _is_signature(text) or _is_enclosure(folded) or _tells_where_papers_lie(text, folded)


def _is_signature(text: str) -> bool:
    """Tells whether a line is a post and a name («Первый проректор Асанов Т. С., 12.03.2026»): nobody does anything."""
    match = _SIGNED.fullmatch(" ".join(text.replace("_", " ").split()))
    if match is None or len(match["post"].split()) > LABEL_WORDS:
        return False
    post = match["post"].strip(" ,:–—-")
    farewell = fold(post).startswith(stems_of("greeting"))
    return farewell or (is_person(post) and not tells_act(post))


def _is_enclosure(folded: str) -> bool:
    """Tells whether a line only counts what is enclosed («Приложения: 7 файлов») or promises to send more papers."""
    key, colon, rest = folded.partition(":")
    counted = rest if colon and key.strip().startswith((*stems_of("closing"), *stems_of("enclosed"))) else folded
    parts = [part.split() for part in re.split(r"[.;,]\s|[.;,]?$", counted) if part.strip()]
    return bool(parts) and all(_counts(words) or _promises_papers(words) for words in parts)


def _tells_where_papers_lie(text: str, folded: str) -> bool:
    """Tells whether a sentence says no more than where the papers are («Копии документов хранятся в кабинете»)."""
    opens = folded.lstrip(" «(").startswith(stems_of("papers_lie"))
    lying = any(f" {stem}" in folded for stem in stems_of("lie"))
    return opens and lying and len(folded.split()) <= LEAD_IN_WORDS and not named_evidence(text)


def _counts(words: list[str]) -> bool:
    told = all(word.isdigit() or len(word) <= 2 or word.startswith(stems_of("enclosed")) for word in words)
    return told and any(word.isdigit() for word in words) and len(words) > 1


def _promises_papers(words: list[str]) -> bool:
    return len(words) <= LABEL_WORDS and any(word.startswith(stems_of("sends")) for word in words)


def finds_fault(text: str) -> bool:
    """Tells whether a sentence finds fault or asks for something («… не обновлялся», «Организовать …», «… керек»)."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    short = {stem for stem in stems_of("fault") if len(stem) <= len("без")}
    long = tuple(stem for stem in stems_of("fault") if stem not in short)
    if not words:
        return False
    return (
        asks_to_do(text)
        or words[-1].endswith(stems_of("fault_ends"))
        or any(word in short or (long and word.startswith(long)) for word in words)
    )


def is_remark(text: str) -> bool:
    """Tells whether a sentence is set off as a remark beside the answers («Примечание: …», «Эскертмек: …»)."""
    key = re.match(r"\W*((?:[^\W\d_]+\s?){1,2})\s*[.:–—-]", fold(text))
    return key is not None and key.group(1).strip() in stems_of("remark")


def is_lead_in(sentence: str) -> bool:
    """Tells whether a sentence only says what will be spoken of («Начнём с учебного плана», «Что касается кадров.»), or
    what the commission said («Курамын кеңейтүү сунушталган.»).
    """
    words = re.findall(r"[^\W\d_]+", fold(sentence))
    if not words or len(words) > LEAD_IN_WORDS or re.search(r"\d", sentence) or named_evidence(sentence):
        return False
    if any(word in stems_of("leads_in") for word in words):
        return True
    if words[-1] in stems_of("commission_said") and "," not in sentence:
        return True
    opening = f"{' '.join(words)} ".startswith(tuple(f"{stem} " for stem in stems_of("concerning")))
    return opening and len(words) <= LABEL_WORDS and not tells_act(sentence)


def may_head(sentence: str) -> bool:
    """Tells whether a short first sentence may be the topic of its paragraph: it says no act, no figure, no paper."""
    plain = _ASIDE.sub(" ", sentence)
    if not 0 < len(sentence.split()) <= HEAD_WORDS or sentence.rstrip()[-1:] not in ".:" or re.search(r"\d", plain):
        return False
    return not named_evidence(plain) and not tells_state(sentence)


def tells_state(sentence: str) -> bool:
    """Tells whether words outside brackets make a sentence: a Russian finite verb among them, a Kyrgyz one at the end.

    Of one or two Kyrgyz words only a plain past counts: «факультети», «сапаты» look like verbs.
    """
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _ASIDE.sub(" ", sentence))
    if not words or any(map(ru.tells_state, words)):
        return bool(words)
    last = fold(words[-1])
    if len(words) <= 2:
        return re.search(r"д[ыиу]$", last) is not None and not ru.is_base_noun(words[-1][:-1])
    return not ru.is_base_noun(words[-1]) and _KYRGYZ_VERB.search(last) is not None


def _is_title(text: str) -> bool:
    """Tells whether a line is the report's own title: it begins with the word and does not end like a sentence."""
    first = [fold(word) for word in text.split()[:3]]
    return text.rstrip()[-1:] not in ".;!?" and any(word.startswith(stems_of("itself")) for word in first)


def without_about(sentence: str) -> str:
    """Gives the topic that a sentence names, without «о», «жөнүндө» and the stop."""
    words = sentence.strip(" .:").split()
    about = stems_of("about")
    kept = [word for index, word in enumerate(words) if not (index in {0, len(words) - 1} and fold(word) in about)]
    return " ".join(kept)
