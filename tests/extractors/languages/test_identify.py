"""Language, rubbish and lost letters, on texts as papers hold them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import ROOT
from extractors.languages.identify import document_language, language_of, lost_letters, reads_as_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Окуу пландары бекитилди", "ky"),
        ("мугалимдердин квалификациясы", "ky"),
        ("сезсуз аткаруу женунде меенету", "ky"),
        ("бекитуу", "ky"),
        ("программалык камсыздоо", "ky"),
        ("Замечания устранены", "ru"),
        ("Кафедра программной инженерии", "ru"),
        ("The plan of measures was approved", "en"),
        ("Комиccия pекомeндуeт кaфeдpe oбнoвить пpoгpaммы", "ru"),
        ("Мугaлимдepдин квaлификaцияcын жoгopулaтуу", "ky"),
        ("2023", None),
        ("", None),
        ("Ðåøåíèå î ïëàíå", None),
    ],
)
def test_the_language_of_a_piece_is_told(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("case", ["S01", "S02", "S03", "S04", "S05", "S06", "S08"])
def test_every_text_of_a_case_in_one_language_is_told_right(case: str) -> None:
    reference = json.loads((ROOT / "samples" / "gold" / f"{case}.json").read_text("utf-8"))
    texts = [row["text"] for key in ("findings", "plan_actions", "report_actions") for row in reference[key]]
    assert {language_of(text) for text in texts} == {reference["language"]}
    assert document_language(texts) == reference["language"]
    assert min(map(reads_as_language, texts)) > 0.75


def test_a_document_of_both_languages_is_mixed() -> None:
    assert (
        document_language(["Окуу пландары бекитилди жана жарыяланды"] * 3 + ["Замечания комиссии устранены"] * 3)
        == "mixed"
    )
    assert document_language(["2024", "—"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ðåøåíèå êîìèññèè ïî àêêðåäèòàöèè",
        "РџСЂРёРєР°Р· Рѕ СЂРµР·СѓР»СЊС‚Р°С‚Р°С…",
        "Htitybt rjvbccbb j gkfyt vthjghbznbq",
        "\ue012\ue034\ue055 \ue012\ue034\ue055\ue077",
        "ывфа йцук нгшщз ждлорп",
        "Ж±рг±з±± м££н£т± т¤к¤н",
        "йНЛХЯЯХЪ ПЕЙНЛЕМДСЕР ЙЮТЕДПЕ НАМНБХРЭ ПЮАНВХЕ ОПНЦПЮЛЛШ",
        "К о м и с с и я р е к о м е н д у е т",
        "(cid:60)(cid:96)(cid:94) (cid:90)(cid:12)(cid:44)",
        "???????? ??????????? ???????",
        "Комиссиярекомендуеткафедреобновитьрабочиепрограммы",
        "ɐʇɔɐw ∂ƒ©˙∆ ¬…æ«‘“",
    ],
)
def test_text_that_is_no_language_reads_as_little(text: str) -> None:
    assert reads_as_language(text) < 0.35


@pytest.mark.parametrize(
    "text",
    [
        "Повысить долю ППС со степенью до 35 % к 01.09.2025",
        "Окуу-методикалык комплекстерди иштеп чыгуу",
        "жургузулет, кецеш, меенету, чойресундогу",
        "Scopus, Web of Science, ISO 9001",
        "Райымкулов А. Б., Исакова А.К.",
        "№ 12; 3.4",
    ],
)
def test_text_that_is_language_reads_well(text: str) -> None:
    assert reads_as_language(text) > 0.65


def test_lost_letters_are_told_from_kept_ones() -> None:
    assert lost_letters("Билим беруу женунде мыйзамдын аткарылышын текшеруу")
    assert lost_letters("Педагогикалык кенештин чечими менен бекитуу")
    assert not lost_letters("Билим берүү жөнүндө мыйзамдын аткарылышын текшерүү")
    assert not lost_letters("Мугалимдердин сабактарына катышуу жана талдоо")
    assert not lost_letters("Утвердить план мероприятий")


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_has_a_share_and_a_language_or_none(text: str) -> None:
    assert 0.0 <= reads_as_language(text) <= 1.0
    assert language_of(text) in {"ky", "ru", "en", None}
    assert lost_letters(text) in {True, False}
