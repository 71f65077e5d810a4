from __future__ import annotations

from datetime import date

from checks.register_match import CaseWords, match
from extractors.languages.letters import fold
from extractors.records import Place
from extractors.register import RegisterRow


def row(number: int, organisation: str, programme: str | None, certificate: str | None, **more: object) -> RegisterRow:
    return RegisterRow(Place("register.xlsx", row=number), organisation, programme, certificate_no=certificate, **more)


ECONOMICS = row(2, "Институт «Нарын-Суу»", "Экономика", "П-2023-0150", code="580100", order_date=date(2023, 5, 19))
MANAGEMENT = row(3, "Институт «Нарын-Суу»", "Менеджмент", "П-2023-0151", code="580200", order_date=date(2023, 5, 19))
SCHOOL_37 = row(4, "Төлөгөн Жаманкулов атындагы №37 орто мектеп", None, "ОМ-0412/23")
SCHOOL_39 = row(5, "Төлөгөн Жаманкулов атындагы №39 орто мектеп", None, "ОМ-0417/23")
ROWS = (ECONOMICS, MANAGEMENT, SCHOOL_37, SCHOOL_39)


def words(own: str, others: str = "", **facts: str) -> CaseWords:
    return CaseWords(fold(own), fold(others), tuple(facts.items()))


def found(case: CaseWords) -> RegisterRow | None:
    fitting = match(ROWS, case)
    return fitting.row if fitting else None


def test_the_certificate_number_tells_two_programmes_of_one_institute_apart() -> None:
    assert found(words("Институт «Нарын-Суу». Сертификат № П 2023-0151")) == MANAGEMENT


def test_a_shared_report_does_not_outvote_the_cases_own_conclusion() -> None:
    report = (
        "Отчёт института «Нарын-Суу» по программам «Экономика» и «Менеджмент», сертификаты П-2023-0150, П-2023-0151"
    )
    assert found(words("Заключение: программа «Экономика», институт «Нарын-Суу»", report)) == ECONOMICS


def test_without_a_certificate_institution_and_programme_suffice() -> None:
    assert found(words("Заключение по программе 580200 «Менеджмент» института «Нарын-Суу»")) == MANAGEMENT


def test_a_typo_in_the_name_of_the_institution_does_no_harm() -> None:
    assert found(words("Институт «Нарын-Суy» программа «Менеджмент» комиссиянын корутундусу")) == MANAGEMENT


def test_a_scan_without_kyrgyz_letters_is_still_known() -> None:
    assert found(words("Тологон Жаманкулов атындагы №37 орто мектеп, корутунду")) == SCHOOL_37


def test_figures_of_a_certificate_survive_a_scan_that_lost_its_letters() -> None:
    assert found(words("Сертификат Л 2023 - 0150, институт «Нарын Суу»")) == ECONOMICS


def test_a_case_that_is_not_in_the_register_has_no_row() -> None:
    assert (
        found(
            words("Институт «Ала-Арча», программа «Экономика», сертификат № П-2024-0009", certificate_no="П-2024-0009")
        )
        is None
    )


def test_another_programme_of_a_known_institute_has_no_row() -> None:
    assert found(words("Заключение: институт «Нарын-Суу», программа «Туризм»", programme="«Туризм»")) is None


def test_an_institute_alone_does_not_choose_between_its_programmes() -> None:
    assert found(words("", "Письмо института «Нарын-Суу»")) is None


def test_a_certificate_that_stands_twice_is_its_fuller_row() -> None:
    fuller = row(6, "Институт «Нарын-Суу»", "Экономика", "П-2023-0150", code="580100", plan_received=date(2023, 6, 14))
    bare = row(7, "Институт «Нарын-Суу»", None, "П-2023-0150")
    fitting = match((bare, fuller, MANAGEMENT), words("Институт «Нарын-Суу», сертификат П-2023-0150"))
    assert fitting is not None and fitting.row == fuller


def test_a_name_kept_in_two_languages_is_found_by_either() -> None:
    lyceum = row(6, "№ 77 Токтогул-Суу кесиптик лицейи / ПЛ № 77", None, "КЛ-2023-090")
    said = words("№ 77 Токтогул-Суу кесиптик лицейи (институционалдык аккредитация). Корутунду")
    fitting = match((*ROWS, lyceum), said)
    assert fitting is not None
    assert fitting.row == lyceum


def test_the_conclusion_on_a_whole_institution_may_name_its_programmes() -> None:
    case = words("Экспертиза жыйынтыгы, Төлөгөн Жаманкулов атындагы №37 орто мектеп", programme="«Тракторист»")
    assert found(case) == SCHOOL_37
