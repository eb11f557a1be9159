"""The landing page as plain lines, for the shell and for linear reading."""

from __future__ import annotations

from collections.abc import Iterator

from entity_tui.domain.control_central.account_page import AccountPage, CaseCard, ModuleRow
from entity_tui.domain.identifiers import mask_tin, show_phone, show_tin
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from entity_tui.domain.organisation import Assignment


def account_lines(page: AccountPage, whole: bool = False) -> Iterator[str]:
    """Every line of the page; identifiers masked unless `whole`."""
    yield f"{page.person.name}  {show_account(page.account_id)}  {page.account_type}"
    if page.found_through is not None:
        yield f"Found through    {page.found_through.name} ({page.found_through.role})"
    yield f"Current balance  {show_cents(page.current_balance)}"
    if page.payoff_balance != page.current_balance:
        yield f"Payoff balance   {show_cents(page.payoff_balance)}"
    if page.reported_balance != page.current_balance:
        yield f"Reported         {show_cents(page.reported_balance)}"
    for alert in page.alerts:
        yield f"{'!' if alert.urgent else '-'} {alert.text}"
    yield ""
    yield from _taxpayer(page, whole)
    yield ""
    yield from _location(page)
    yield ""
    yield from _case(page)
    yield ""
    yield "Modules"
    if not page.modules:
        yield "  none reported"
    for module in page.modules:
        yield _module(module)
    yield from _history(page)
    yield from _activity(page)


def _history(page: AccountPage) -> Iterator[str]:
    if not page.history.count:
        return
    yield ""
    yield "Financial history"
    for row in page.history.rows:
        day = row.transaction.effective or "not aging "
        amount, after = show_cents(row.transaction.current), show_cents(row.balance)
        yield f"  {day}  {row.label:<32.32} {amount:>14} {after:>14}"
    if hidden := page.history.more + page.history.older:
        yield f"  {hidden} more"


def _activity(page: AccountPage) -> Iterator[str]:
    if not page.activity:
        return
    yield ""
    yield "Activity"
    for row in page.activity:
        yield f"  {row.day}  {row.kind:<10} {row.text}  ({row.who})"
    if page.activity_more:
        yield f"  {page.activity_more} more"


def _taxpayer(page: AccountPage, whole: bool) -> Iterator[str]:
    person, show = page.person, show_tin if whole else mask_tin
    yield "Taxpayer"
    for name in person.names[1:]:
        yield f"  {name.name_type:<10} {name.name}"
    for identifier in person.identifiers:
        flag = f"  ! {identifier.flag}" if identifier.flag else ""
        yield f"  {identifier.id_type:<10} {show(identifier.value, identifier.id_type)}{flag}"
    for phone in person.phones:
        yield f"  {phone.phone_type:<10} {show_phone(phone.digits, phone.extension)}"
    if person.email:
        yield f"  email      {person.email}"
    for linked in page.linked:
        yield f"  {linked.role:<10} {linked.name}"
    yield f"  set up     {page.setup_date}   as of {person.as_of}"


def _location(page: AccountPage) -> Iterator[str]:
    yield "Location"
    if page.location is None:
        yield "  no address known"
        return
    more = f"   1 of {page.location_count} locations" if page.location_count > 1 else ""
    yield f"  {page.location.one_line()}{more}"


def _case(page: AccountPage) -> Iterator[str]:
    yield "Case"
    if page.case is None:
        yield "  outside your profile" if page.case_hidden else "  no field case"
        yield from (
            f"  {'In collection at: ' if row.elsewhere else ''}{row.place}   "
            f"{row.listing} {row.modules}   as of {row.as_of}"
            for row in page.listed
        )
        return
    yield from _case_lines(page.case)


def _case_lines(case: CaseCard) -> Iterator[str]:
    where = case.officer or {"queue": "queue", "hold": "hold file"}.get(case.holder, case.holder)
    known = "   ICS only" if case.ics_only else ""
    yield f"  {Assignment(case.assignment).shown()} {where}   {case.status}{known}"
    code = f"{case.case_code} {case.case_code_meaning}".rstrip()
    yield f"  Code {code}   Subcode {case.subcode or '–'}   GS-{case.grade or '–'}"
    days = (("received", case.received_on), ("assigned", case.assigned_on),
            ("first contact", case.first_contact), ("last touch", case.last_touch),
            ("closed", case.closed_on))  # fmt: skip
    yield "  " + "   ".join(f"{label} {day}" for label, day in days if day)


def _module(module: ModuleRow) -> str:
    csed = f"CSED {module.csed}" if module.csed else ""
    number = module.form.partition(" ")[0]
    return (
        f"  {module.mft} {number:<5.5} {module.period}  {module.kind} {module.status}  "
        f"{show_cents(module.balance):>14}  {csed}"
    ).rstrip()
