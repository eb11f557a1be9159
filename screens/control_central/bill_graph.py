"""The bill graph: bars for ending balance and new charges, told bill by bill (CC-24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entity_tui.domain.control_central.account_facts import BillBar
from entity_tui.domain.control_central.account_page import AccountPage
from entity_tui.domain.money import show_cents
from screens.control_central.drilling import Entries, Entry, row_links
from screens.control_central.hit_columns import money
from screens.control_central.own_zone import Owner, OwnZone
from screens.control_central.record_view import Record
from screens.control_central.rows import why_empty
from screens.control_central.zone_body import NOTHING, ZoneBody
from screens.shared.bars import day
from screens.shared.draw import Line, Piece, cell, clip

BALANCE, CHARGES = "█", "▒"
"""The glyphs of the two series."""
_AXIS = 11
_FEWEST, _MOST = 3, 9
"""Cells of a bill in the graph."""
_UNDER = 3
"""Lines below the bars: the months, the marked bill, what the glyphs mean."""

_NO_BILL = ZoneBody(lambda width: why_empty("No bill was made.", width), empty="none")


@dataclass(frozen=True, slots=True)
class Graph:
    """The bills of an account, and which of them is marked."""

    bills: tuple[BillBar, ...]
    at: int
    open_item: bool

    @property
    def bill(self) -> BillBar:
        """The marked one."""
        return self.bills[self.at]


def graph_lines(graph: Graph, width: int, height: int) -> list[Line]:
    """The bars in so many lines; where that is too low only the marked bill is told."""
    told = [_marked_bill(graph, width), _meaning(graph, width)]
    rows = height - _UNDER
    if rows < 2:
        return told
    shown, size = _window(graph, width - _AXIS)
    top = max([1, *(max(bill.charges, _balance(graph, bill)) for bill in shown)])
    bars = [_bar_line(graph, shown, size, top, rows, row) for row in range(rows)]
    return [*bars, _months(graph, shown, size), *told]


def _balance(graph: Graph, bill: BillBar) -> int:
    return 0 if graph.open_item else bill.balance


def _window(graph: Graph, width: int) -> tuple[Sequence[BillBar], int]:
    """The bills there is room for, around the marked one, and the cells of each."""
    count = max(1, min(len(graph.bills), width // _FEWEST))
    first = max(0, min(graph.at - count // 2, len(graph.bills) - count))
    return graph.bills[first : first + count], max(_FEWEST, min(_MOST, width // count))


def _bar_line(
    graph: Graph, shown: Sequence[BillBar], size: int, top: int, rows: int, row: int
) -> Line:
    level = rows - row
    axis = {0: money(top, _AXIS - 2), rows - 1: "0"}.get(row, "")
    pieces: list[Piece] = [(f"{axis:>{_AXIS - 1}} ", "label")]
    for bill in shown:
        half = (size - 1) // 2 if not graph.open_item else size - 1
        series = [(CHARGES, "payment", bill.charges)]
        if not graph.open_item:
            series.append((BALANCE, "bill", _balance(graph, bill)))
        for glyph, style, amount in series:
            filled = amount > 0 and max(1, round(amount * rows / top)) >= level
            pieces.append((glyph * half if filled else " " * half, style if filled else ""))
        pieces.append((" " * (size - half * len(series)), ""))
    return tuple(pieces)


def _months(graph: Graph, shown: Sequence[BillBar], size: int) -> Line:
    pieces: list[Piece] = [(" " * _AXIS, "")]
    for bill in shown:
        form = "%m/%y" if size > 5 else "%m"
        marked = bill is graph.bill
        pieces.append((cell(bill.billed_on.strftime(form), size - 1), "marked" if marked else ""))
        pieces.append(("▲" if marked else " ", "key"))
    return tuple(pieces)


def _marked_bill(graph: Graph, width: int) -> Line:
    bill = graph.bill
    text = f"{graph.at + 1}/{len(graph.bills)} {day(bill.billed_on)} {bill.number}"
    amounts = f"  charges {show_cents(bill.charges)}"
    if not graph.open_item:
        amounts += f"  balance {show_cents(bill.balance)}"
    due = f"  due {day(bill.due)}" if bill.due else ""
    return ((" ", ""), (clip(f"{text}{amounts}{due}", width - 1), "title"))


def _meaning(graph: Graph, width: int) -> Line:
    pieces: list[Piece] = [(f" {CHARGES * 2}", "payment"), (" new charges", "label")]
    if graph.open_item:
        pieces.append(("  (open item: no balance)", "label"))
    else:
        pieces += [(f"  {BALANCE * 2}", "bill"), (" ending balance", "label")]
    return (*pieces, ("  Left Right move, Enter opens", "label"))


def bill_table(graph: Graph, width: int) -> list[Line]:
    """The bills as rows, the latest first."""
    balance = "" if graph.open_item else f" {'Balance':>14}"
    head = f" {'Billed':<8} {'Due':<8} {'Charges':>14}{balance} Bill"
    return [((clip(head, width), "label"),), *(_bill_row(graph, b) for b in reversed(graph.bills))]


def _bill_row(graph: Graph, bill: BillBar) -> Line:
    text = f" {cell(day(bill.billed_on), 8)} {cell(day(bill.due), 8)} {money(bill.charges, 14):>14}"
    if not graph.open_item:
        text += f" {money(bill.balance, 14):>14}"
    return ((f"{text} {bill.number}", ""),)


class BillGraph(OwnZone):
    """Left and right move along the bars, Enter opens the bill."""

    name = "graph"

    def __init__(self, owner: Owner) -> None:
        super().__init__(owner)
        self.at = -1

    def take(self, record: Record | None) -> None:
        """Of another account the latest bill is marked."""
        if record is not self.record:
            self.at = -1
        super().take(record)

    @property
    def _graph(self) -> Graph | None:
        page = self.record
        if not isinstance(page, AccountPage) or not page.bills:
            return None
        at = self.at if 0 <= self.at < len(page.bills) else len(page.bills) - 1
        return Graph(page.bills, at, page.open_item)

    def body(self) -> ZoneBody:
        """The graph as high as the zone is; linear, one line a bill."""
        graph = self._graph
        if graph is None:
            return _NO_BILL if isinstance(self.record, AccountPage) else NOTHING

        if self.owner.linear:
            return self._told(graph)

        def lines(width: int) -> list[Line]:
            return graph_lines(graph, width, self.owner.room_of(self.name)[1])

        return ZoneBody(lines, high=True, enter=self._open)

    def _told(self, graph: Graph) -> ZoneBody:
        """Without a graph: a table of the bills, the latest first."""
        refs = [bill.ref for bill in reversed(graph.bills)]
        links = row_links(refs, "bills")
        return ZoneBody(lambda width: bill_table(graph, width), 1, links)

    def side(self, steps: int) -> None:
        """The bill before or after."""
        graph = self._graph
        if graph is None:
            return
        at = graph.at + steps
        if not 0 <= at < len(graph.bills):
            self.owner.say(f"{'First' if steps < 0 else 'Last'} of {len(graph.bills)} bills.")
            return
        self.at = at
        self.redraw()

    def _open(self, line: int) -> bool:
        graph = self._graph
        if graph is not None:
            entries = tuple(Entry(bill.ref, f"Bill {bill.number}") for bill in graph.bills)
            listed = Entries(entries, "bills", listed=len(entries) > 1)
            self.owner.open_entries(listed, graph.at, self._came_back)
        return graph is not None

    def _came_back(self, index: int) -> None:
        self.at = index
        self.redraw()
