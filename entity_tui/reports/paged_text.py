"""A table laid out for a printer: a heading on every page, page by page (TM-07, TM-14)."""

from __future__ import annotations

from collections.abc import Sequence

from entity_tui.domain.inert import inert

LINES = 60
FORM_FEED = "\f"


def paged(
    title: str, under: str, heads: Sequence[str], rows: Sequence[Sequence[object]],
    right: Sequence[int] = (), foot: Sequence[str] = (), lines: int = LINES,
) -> str:  # fmt: skip
    """The pages as one text, form feeds between them; `right` columns are numbers."""
    cells = [[inert(str(value)) for value in row] for row in rows]
    widths = [max(len(head), *(len(row[i]) for row in cells)) if cells else len(head)
              for i, head in enumerate(heads)]  # fmt: skip
    body = [_line(row, widths, right) for row in cells] + [inert(line) for line in foot]
    room = max(1, lines - 6)
    parts = [body[i : i + room] for i in range(0, len(body), room)] or [[]]
    pages = []
    for number, part in enumerate(parts, 1):
        head = [
            f"{inert(title)}    page {number} of {len(parts)}", inert(under), "",
            _line(heads, widths, right), _line(["-" * width for width in widths], widths, ()),
        ]  # fmt: skip
        pages.append("\n".join([*head, *part]))
    return f"\n{FORM_FEED}".join(pages) + "\n"


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    cells = [
        text.rjust(width) if i in right else text.ljust(width)
        for i, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
