"""What each field type accepts, in words, with a value that shows it (IM-02)."""

from __future__ import annotations

ACCEPTS: dict[str, tuple[str, str]] = {
    "text": ("any text up to 4,000 characters, without NUL", "DELTA FREIGHT LLC"),
    "tin": ("nine digits, or with dashes or spaces; its kind by its form", "123-45-6789"),
    "ein": ("nine digits or NN-NNNNNNN, of a business", "12-3456789"),
    "ssn": ("nine digits or NNN-NN-NNNN, of an individual", "123-45-6789"),
    "tin_type": ("SSN, EIN, ITIN, ATIN, IRSN, SSNV, SSNW", "EIN"),
    "person_type": ("P or I, person or individual; B or O, business", "P"),
    "case_status": ("O or open, Q or queue, C or closed", "O"),
    "module_kind": ("TDA or TDI", "TDA"),
    "transaction_kind": ("bill, payment, adjustment, each also with cancel", "bill"),
    "ft_status": ("incomplete, error, freezable, frozen, canceled, pending", "frozen"),
    "integer": ("a whole number of up to nine digits", "42"),
    "signed": ("a whole number, also below zero", "-12"),
    "yes_no": ("Y, yes or 1; N, no or 0", "Y"),
    "instant": ("a day and time, YYYY-MM-DDTHH:MM; UTC unless it says its zone",
                "2026-11-20T06:12"),
    "month_day": ("a day of every year, MM-DD", "04-15"),
    "bill_status": ("pending, complete, canceled", "complete"),
    "plan_status": ("pending start, active, pending stop, stopped, closed, canceled", "active"),
    "obligation_state": ("as a pay plan, or reactivated", "active"),
    "process_status": ("active, inactive", "active"),
    "event_status": ("pending, complete, canceled", "pending"),
    "lien_status": ("filed, released, withdrawn", "filed"),
    "owner_kind": ("person, account, location", "person"),
    "name_type": ("primary, legal, alias, dba, alternate", "dba"),
    "phone_type": ("home, business, cell, fax, other", "cell"),
    "id_type": ("a TIN type, driver's license, passport, state ID", "passport"),
    "phone": ("ten digits, written in any way, also with an extension", "(415) 555-0142 x12"),
    "date": ("YYYY-MM-DD or YYYYMMDD, or as `format` says (%m/%d/%Y)", "2026-11-20"),
    "amount": ("dollars and cents; commas, $, a sign before or after", "1,204.50-"),
    "assignment": ("eight digits: area, territory, group, employee", "2103-1207"),
    "mft": ("a master file tax code of two digits", "01"),
    "status": ("an IDRS status of two digits", "26"),
    "code3": ("a code of three digits", "601"),
    "period": ("a tax period, YYYYMM", "202603"),
    "hours": ("hours of a day, to the hundredth", "7.5"),
}  # fmt: skip


def accepts(kind: str) -> str:
    """What a type accepts."""
    return ACCEPTS[kind][0] if kind in ACCEPTS else "see the manual"
