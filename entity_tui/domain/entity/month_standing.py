"""Where a group's or an area's month stands, what is due when, and who may do it (TM-08).

IRM 5.3.1, Group Manager, Territory Manager and Area Responsibilities, IQA; IRM 1.4.50.2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entity_tui.domain.calendar import Calendar, ReportingMonth
from entity_tui.domain.counted import any_of
from entity_tui.domain.entity.duty_separation import Designation, Somebody, roles_in
from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.viewer import Role, Viewer


class State(StrEnum):
    """How far a month has come."""

    OPEN = "open"
    GENERATED = "generated"
    APPROVED = "approved"
    REOPENED = "reopened"
    TRANSMITTED = "transmitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    VALIDATED = "validated"
    SENT = "sent"
    RECALLED = "recalled"


_AFTER: Mapping[StepKind, State] = {
    StepKind.GENERATE: State.GENERATED, StepKind.APPROVE: State.APPROVED,
    StepKind.REOPEN: State.REOPENED, StepKind.TRANSMIT: State.TRANSMITTED,
    StepKind.RETURN: State.RETURNED, StepKind.ACCEPT: State.ACCEPTED,
    StepKind.VALIDATE: State.VALIDATED, StepKind.SEND: State.SENT,
    StepKind.RECALL: State.RECALLED,
}  # fmt: skip
_NEXT: Mapping[State, StepKind | None] = {
    State.OPEN: StepKind.GENERATE, State.REOPENED: StepKind.GENERATE,
    State.RETURNED: StepKind.GENERATE, State.GENERATED: StepKind.APPROVE,
    State.APPROVED: StepKind.TRANSMIT, State.TRANSMITTED: StepKind.ACCEPT, State.ACCEPTED: None,
}  # fmt: skip
_FROM: Mapping[StepKind, tuple[State, ...]] = {
    StepKind.GENERATE: (State.OPEN, State.GENERATED, State.REOPENED, State.RETURNED),
    StepKind.APPROVE: (State.GENERATED,),
    StepKind.REOPEN: (State.APPROVED, State.TRANSMITTED),
    StepKind.TRANSMIT: (State.APPROVED,),
    StepKind.RETURN: (State.TRANSMITTED, State.ACCEPTED),
    StepKind.ACCEPT: (State.TRANSMITTED,),
}
_BY_GROUP: Mapping[StepKind, tuple[Role, ...]] = {
    StepKind.GENERATE: (Role.SECRETARY, Role.GROUP_MANAGER, Role.ACTING_MANAGER),
    StepKind.APPROVE: (Role.GROUP_MANAGER, Role.ACTING_MANAGER),
    StepKind.REOPEN: (Role.GROUP_MANAGER, Role.ACTING_MANAGER),
    StepKind.TRANSMIT: (Role.GROUP_MANAGER, Role.ACTING_MANAGER, Role.SECRETARY),
}
OF_AREA = frozenset({StepKind.VALIDATE, StepKind.SEND, StepKind.RECALL})
"""The quality analyst's steps, of an area's month."""
DONE = "done"
ON_TIME, LATE, DUE_TODAY, AHEAD = "on time", "late", "due today", "ahead"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a month stands: the last step that moved it on, and what comes next by when."""

    state: State
    last: Step | None
    next: StepKind | None
    due: date | None
    """By the close of business of that day; None where nothing is to be done any more."""
    timing: str
    """Of what comes next: ahead, due today, late; of what is done: on time or late."""
    approved: Step | None
    """The signature that holds."""
    follow_ups: tuple[str, ...]
    """What the territory manager has not looked at yet."""


def month_to_close(calendar: Calendar, today: date) -> ReportingMonth:
    """The month whose end is worked on: the newest that ends today or has ended."""
    month = calendar.month_of(today)
    return month if month.end <= today else calendar.month_before(month)


def standing(
    steps: Sequence[Step], month: ReportingMonth, calendar: Calendar, today: date
) -> Standing:
    """Where a group's month stands."""
    moves = [step for step in steps if step.step in _AFTER]
    last = moves[-1] if moves else None
    state = _AFTER[last.step] if last else State.OPEN
    following = _NEXT.get(state)
    due = due_day(following, steps, month, calendar) if following else None
    return Standing(
        state, last, following, due, _timing(moves, due, month, calendar, today),
        _signature(steps), follow_ups(steps, month, calendar, today),
    )  # fmt: skip


def due_day(
    kind: StepKind, steps: Sequence[Step], month: ReportingMonth, calendar: Calendar
) -> date:
    """The day a step is due by; what was sent back, the business day after."""
    if kind in (StepKind.GENERATE, StepKind.APPROVE, StepKind.TRANSMIT, StepKind.ACCEPT):
        back = [step.on_day for step in steps if step.step is StepKind.RETURN]
        if back:
            return calendar.next_business_day(back[-1])
    if kind in (StepKind.GENERATE, StepKind.APPROVE):
        return month.generate_on
    return month.send_by if kind in OF_AREA else month.area_by


def was_late(
    at: int, steps: Sequence[Step], month: ReportingMonth, calendar: Calendar
) -> bool:  # fmt: skip
    """Was the step done after the day it was due by, as that stood then?"""
    step = steps[at]
    return step.on_day > due_day(step.step, steps[:at], month, calendar)


def _timing(
    moves: Sequence[Step], due: date | None, month: ReportingMonth, calendar: Calendar, today: date
) -> str:
    if due is None:
        late = bool(moves) and was_late(len(moves) - 1, moves, month, calendar)
        return LATE if late else ON_TIME
    return LATE if today > due else DUE_TODAY if today == due else AHEAD


def _signature(steps: Sequence[Step]) -> Step | None:
    for step in reversed(steps):
        if step.step is StepKind.APPROVE:
            return step
        if step.step in (StepKind.REOPEN, StepKind.RETURN):
            return None
    return None


def opened_again(steps: Sequence[Step]) -> tuple[Step, Step] | None:
    """The signature that was undone and who undid it, while no newer report was generated."""
    signed: Step | None = None
    undone: Step | None = None
    for step in steps:
        if step.step is StepKind.APPROVE:
            signed, undone = step, None
        elif step.step in (StepKind.REOPEN, StepKind.RETURN):
            undone = step
        elif step.step is StepKind.GENERATE:
            undone = None
    return (signed, undone) if signed and undone else None


def follow_ups(
    steps: Sequence[Step], month: ReportingMonth, calendar: Calendar, today: date
) -> tuple[str, ...]:
    """Late or wrong reports since the territory manager's last review, each in a few words."""
    reviewed = max((at for at, s in enumerate(steps) if s.step is StepKind.REVIEW), default=-1)
    found = []
    for at, step in enumerate(steps):
        if at <= reviewed:
            continue
        if step.step is StepKind.RETURN:
            found.append(f"sent back {step.on_day:%m/%d/%y}: {step.note}")
        elif step.step is StepKind.FOLLOW_UP:
            found.append(f"{step.on_day:%m/%d/%y} {step.note}")
        elif step.step is StepKind.TRANSMIT and was_late(at, steps, month, calendar):
            found.append(f"transmitted late, {step.on_day:%m/%d/%y}")
    moves = [step for step in steps if step.step in _AFTER]
    state = _AFTER[moves[-1].step] if moves else State.OPEN
    if state not in (State.TRANSMITTED, State.ACCEPTED):
        due = due_day(StepKind.TRANSMIT, steps, month, calendar)
        if today > due:
            found.append(f"not transmitted by {due:%m/%d/%y}")
    return tuple(found)


def area_state(steps: Sequence[Step]) -> State:
    """How far the area's month has come: open, validated, sent, recalled."""
    moves = [step for step in steps if step.step in OF_AREA]
    return _AFTER[moves[-1].step] if moves else State.OPEN


def out_of_turn(kind: StepKind, state: State, approved: Step | None) -> str:
    """Why the step is not the month's turn; "" where it is."""
    if kind not in _FROM or state in _FROM[kind]:
        return ""
    if kind is StepKind.REOPEN and state is State.ACCEPTED:
        return "it is with the area, which must send it back first"
    if kind is StepKind.GENERATE and approved:
        return f"it was approved by {approved.name} and is locked; reopen it first"
    if kind is StepKind.APPROVE and state not in _FROM[StepKind.GENERATE]:
        return f"it is {state.value} already"
    wanted = {StepKind.APPROVE: "generate the report first", StepKind.TRANSMIT: "it is not approved"
              }.get(kind, f"it is {state.value}")  # fmt: skip
    return f"it is {state.value}: {wanted}" if wanted != f"it is {state.value}" else wanted


# --- who may --------------------------------------------------------------------------------------


def roles_for(kind: StepKind) -> tuple[Role, ...]:
    """The roles that do a step."""
    if kind in _BY_GROUP:
        return _BY_GROUP[kind]
    if kind is StepKind.REVIEW:
        return (Role.TERRITORY_MANAGER,)
    if kind in OF_AREA:
        return (Role.QUALITY_ANALYST,)
    return (Role.AREA_STAFF,)


def place_of(kind: StepKind, unit: str) -> str:
    """The prefix whose people do the step for a unit: its group, territory or area."""
    if kind in _BY_GROUP:
        return unit
    return unit[:4] if kind is StepKind.REVIEW else unit[:2]


def may_step(
    viewer: Viewer, kind: StepKind, unit: str, today: date,
    designations: Iterable[Designation] = (), corrects: bool = False,
) -> bool:  # fmt: skip
    """May the viewer do the step? Grants and designations are judged by today.

    A designee generates, and transmits a report again that was sent back (`corrects`).
    """
    grants = [grant for grant in viewer.grants if grant.holds(today)]
    wanted, place = roles_for(kind), place_of(kind, unit)
    if kind in OF_AREA:
        return any(g.role in wanted and place.startswith(g.prefix) for g in grants)
    if roles_in(grants, place) & set(wanted):
        return True
    designee = kind is StepKind.GENERATE or (kind is StepKind.TRANSMIT and corrects)
    return designee and any(
        one.user == viewer.user and one.group == unit and one.holds(today) for one in designations
    )


def steps_open(
    viewer: Viewer, group: str, found: Standing, today: date,
    designations: Iterable[Designation] = (), corrects: bool = False,
) -> tuple[StepKind, ...]:  # fmt: skip
    """The steps of a group's month that are its turn and that the viewer may do."""
    known = tuple(designations)
    return tuple(
        kind for kind in StepKind
        if kind not in OF_AREA
        and not out_of_turn(kind, found.state, found.approved)
        and may_step(viewer, kind, group, today, known, corrects)
    )  # fmt: skip


def was_returned(steps: Iterable[Step]) -> bool:
    """Was a report of the month sent back, so that what comes next is a corrected one?"""
    return any(step.step is StepKind.RETURN for step in steps)


def who_may(kind: StepKind, people: Iterable[Somebody]) -> str:
    """Names and roles of those who may, the foremost role first, each once."""
    wanted = [str(role) for role in roles_for(kind)]
    found: dict[str, str] = {}
    for role in sorted(wanted, key=lambda one: one != Role.GROUP_MANAGER):
        for one in people:
            if one.role == role:
                found.setdefault(one.user, f"{one.name} ({one.role})")
    return any_of(found.values())


def refusal(kind: StepKind, unit: str, people: Iterable[Somebody]) -> str:
    """That the viewer may not, and who may."""
    roles = any_of(roles_for(kind))
    place = place_of(kind, unit)
    who = who_may(kind, people) or f"nobody today: {roles} of {place} is wanted"
    return f"You may not {kind.value} the month of {unit}. Who may: {who}."
