"""The Account Information page made ready to be shown (CC-20 … CC-34)."""

from __future__ import annotations

from functools import partial

from entity_tui.domain.control_central.account_page import AccountPage, PersonCard
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.identifiers import mask_tin, show_tin
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from screens.control_central.case_zones import case_lines, module_lines
from screens.control_central.drilling import Links, links_of, row_links
from screens.control_central.event_zones import activity_lines, alert_lines, compliance_lines
from screens.control_central.location_zones import account_location_lines, account_location_links
from screens.control_central.money_zones import (
    balance_label,
    financial_lines,
    financial_links,
    history_lines,
    history_links,
    lien_lines,
    time_lines,
)
from screens.control_central.person_zones import taxpayer_lines, taxpayer_links
from screens.control_central.record_view import Context, RecordView
from screens.control_central.zone_body import ZoneBody
from screens.shared.draw import Line, Piece

_CASE_LINES = 12
"""More lines than the case zone has."""


def account_view(page: AccountPage, revealed: bool) -> RecordView:
    """The account with every zone that shows what the page came with."""
    return RecordView(
        name=page.person.name,
        facts=(show_account(page.account_id), page.account_type),
        second=_second(page, revealed),
        zones={**_events(page), **_money(page), **_around(page, revealed)},
        context=Context(
            page.person.person_id,
            page.account_id,
            page.location.location_id if page.location else 0,
            page.person.person_id,
        ),
        found_through=page.found_through,
        place=page.location.one_line() if page.location else "",
    )


def _events(page: AccountPage) -> dict[str, ZoneBody]:
    name = page.person.name
    return {
        "alerts": ZoneBody(
            partial(alert_lines, page), empty=_none(page.alerts), folds=True,
            links=links_of(
                ((i, a.refs) for i, a in enumerate(page.alerts)), f"alerts of {name}",
                _known_names(page),
            ),
        ),
        "case": ZoneBody(
            partial(case_lines, page), links=_case_links(page),
            empty=_no_case(page),
        ),
        "modules": ZoneBody(
            partial(module_lines, page), 1 if page.modules else 0, empty=_none(page.modules),
            links=row_links((_module(page, row.obligation_id) for row in page.modules),
                            f"modules of {name}"),
        ),
        "activity": ZoneBody(
            partial(activity_lines, page), empty=_none(page.activity),
            links=row_links((row.ref for row in page.activity), f"activity of {name}", 0),
        ),
        "compliance": ZoneBody(
            partial(compliance_lines, page), empty=_none(page.compliance),
            links=row_links((row.ref for row in page.compliance), f"compliance of {name}", 0),
        ),
    }  # fmt: skip


def _known_names(page: AccountPage) -> dict[RecordRef, str]:
    """The names of records that lines of the page lead to, for choosing among several."""
    persons = {page.person.person_id: page.person.name}
    persons.update((p.person_id, f"{p.name}, {p.role}") for p in page.linked)
    names = {RecordRef("person", number): name for number, name in persons.items()}
    names.update((RecordRef("location", number), text) for number, text in page.places)
    return names


def _none(shown: object) -> str:
    return "" if shown else "none"


def _no_case(page: AccountPage) -> str:
    return "outside your profile" if page.case is None and page.case_hidden else _none(page.case)


def _case_links(page: AccountPage) -> Links:
    if page.case is None:
        return Links()
    ref = RecordRef("case", page.account_id, str(page.case.case_id))
    return links_of((i, (ref,)) for i in range(_CASE_LINES))


def _module(page: AccountPage, obligation_id: int) -> RecordRef:
    return RecordRef("module", page.account_id, str(obligation_id))


def _money(page: AccountPage) -> dict[str, ZoneBody]:
    name = page.person.name
    return {
        "history": ZoneBody(
            partial(history_lines, page), 1 if page.history.count else 0,
            links=history_links(page), empty=_none(page.history.count),
        ),
        "finance": ZoneBody(
            partial(financial_lines, page), links=financial_links(page), folds=True
        ),
        "liens": ZoneBody(
            partial(lien_lines, page), 1 if page.liens else 0, empty=_none(page.liens),
            links=row_links((row.ref for row in page.liens), f"liens of {name}"),
        ),
        "time": ZoneBody(
            partial(time_lines, page), 1 if page.time_charged.rows else 0,
            empty=_none(page.time_charged.rows),
        ),
    }  # fmt: skip


def _around(page: AccountPage, revealed: bool) -> dict[str, ZoneBody]:
    return {
        "taxpayer": ZoneBody(
            partial(taxpayer_lines, page, revealed=revealed), links=taxpayer_links(page)
        ),
        "location": ZoneBody(
            partial(account_location_lines, page), empty=_none(page.location),
            links=account_location_links(page),
        ),
    }  # fmt: skip


def _second(page: AccountPage, revealed: bool) -> Line:
    balances: list[Piece] = [
        (_identification(page.person, revealed), ""),
        (f" {balance_label(page)} ", "label"),
        (show_cents(page.current_balance), "title"),
    ]
    if page.payoff_balance != page.current_balance:
        balances += [("  Payoff ", "label"), (show_cents(page.payoff_balance), "title")]
    return tuple(balances)


def _identification(person: PersonCard, revealed: bool) -> str:
    """The primary identifier, which a low window must show as well; masked unless revealed."""
    show = show_tin if revealed else mask_tin
    return next((f" {show(i.value, i.id_type)} " for i in person.identifiers if i.primary), "")
