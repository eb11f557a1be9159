"""`layout`: show, check and propose layouts; nothing is ever loaded (IM-02)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli import completion
from entity_tui.cli.output import put, say
from entity_tui.errors import EntityError, UsageError

if TYPE_CHECKING:
    from entity_tui.imports.layout import FieldSpec, Layout, RecordSpec
    from entity_tui.imports.values import Value

app = typer.Typer(
    no_args_is_help=True, help="Layouts: what stands where in a file.", rich_markup_mode=None
)


@app.command()
def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FEED|FILE", help="A feed, or a layout file.", autocompletion=completion.layouts
        ),
    ],
) -> None:
    """Explain every record and field of a layout.

    Its place, its type, what that accepts.
    """
    layout = _loaded(what)
    for line in explained(layout):
        put(line)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The layout (TOML).")],
    against: Annotated[Path | None, typer.Option(help="Data to read the first lines of.")] = None,
    lines: Annotated[int, typer.Option(min=1, help="How many lines of the data.")] = 1_000,
) -> None:
    """Tell all faults of a layout at once.

    Exit code 1 where there are any, or rejects in the data.
    """
    from entity_tui.imports.layout_faults import layout_faults

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}") from error
    faults = layout_faults(text, file.name)
    for fault in faults:
        put(f"{file.name}: {fault}")
    if faults:
        raise typer.Exit(1)
    say(f"{file.name} is sound.")
    if against:
        raise typer.Exit(_try(_loaded(str(file)), against, lines))


@app.command()
def new(
    data: Annotated[str, typer.Argument(help="A delimited or fixed-width file of taxpayers.")],
) -> None:
    """Propose a layout for an unknown file, on stdout.

    What was unsure bears `# ?`.
    """
    from entity_tui.imports.propose import propose
    from entity_tui.imports.read import Source

    for line in propose(Source(data)):
        put(line)
    say("A proposal: edit it, then `entity-tui layout check FILE --against DATA`.")


def _loaded(what: str) -> Layout:
    from entity_tui.imports.feeds import find_feed
    from entity_tui.imports.layout import feed_named, load_layout

    path = Path(what)
    if path.suffix == ".toml" or path.is_file():
        return load_layout(find_feed(feed_named(path)), path)
    return load_layout(find_feed(what))


# --- show ---------------------------------------------------------------------------------------


def explained(layout: Layout) -> list[str]:
    """A layout in words, a line for each field."""
    feed = layout.feed
    lines = [f"{feed.name.upper()} {feed.title}, {feed.frequency}: {layout.source}", _form(layout)]
    for control in (layout.heading, layout.trailer):
        if control:
            places = [
                f"{name} at {_at(place)}"
                for name, place in (("count", control.count), ("date", control.as_of)) if place
            ]  # fmt: skip
            lines.append(
                f"{control.kind} begins {control.marker}; {', '.join(places) or 'no count'}"
            )
    for record in layout.records:
        lines += ["", *_explained(layout, record)]
    return lines


def _form(layout: Layout) -> str:
    parts = [layout.format]
    if layout.format == "delimited":
        parts.append(f"by {layout.delimiter!r}, " + (f"quoted by {layout.quote}" if layout.quote
                                                     else "no quotes"))  # fmt: skip
        parts.append("with a header" if layout.header else "without header")
    parts.append(layout.encoding)
    if layout.record_length:
        parts.append(f"records of {layout.record_length} bytes without line ends")
    return ", ".join(parts)


def _explained(layout: Layout, record: RecordSpec) -> list[str]:
    from entity_tui.imports.type_words import accepts

    tag = f", its lines bear {record.tag} at {_at(layout.tag)}" if record.tag else ""
    lines = [f"record {record.kind.name}: {record.kind.title}{tag}"]
    wide = max(len(field.name) for field in record.fields)
    place = max(len(_place(field)) for field in record.fields)
    for field in record.fields:
        needed = "*" if field.required else " "
        form = f" ({field.format})" if field.format else ""
        default = f"; blank is {field.default}" if field.default else ""
        lines.append(
            f" {needed} {field.name:<{wide}}  {_place(field):<{place}}  "
            f"{field.type}: {accepts(field.type)}{form}{_coded(field)}{default}"
        )
    kept = {field.name for field in record.fields}
    if others := [name for name in record.kind.fields if name not in kept]:
        lines.append(f"   also possible: {', '.join(others)}")
    return [*lines, "   * is required"]


def _coded(field: FieldSpec) -> str:
    places = "" if field.decimals is None else f", {field.decimals} of its digits behind the point"
    return f"; a {field.coding} number{places}" if field.coding else ""


def _at(place: tuple[int, ...]) -> str:
    return f"field {place[0]}" if len(place) == 1 else f"{place[0]}+{place[1]}"


def _place(field: FieldSpec) -> str:
    if field.start:
        return f"{field.start}-{field.start + field.width - 1}"
    if field.column is None:
        return "default"
    return f"field {field.column}" if isinstance(field.column, int) else f"column {field.column}"


# --- check --against ----------------------------------------------------------------------------


def _shown(value: Value, kind: str) -> str:
    """A value as a person reads it: money and hours are kept in hundredths."""
    if kind in ("amount", "hours") and isinstance(value, int):
        from entity_tui.domain.money import show_cents

        return show_cents(value)
    return "" if value is None else str(value)


def _try(layout: Layout, data: Path, lines: int) -> int:
    from entity_tui.imports.read import Source
    from entity_tui.imports.trying import try_layout

    tried = try_layout(layout, Source(str(data)), lines)
    types = {
        (record.kind.name, field.name): field.type
        for record in layout.records for field in record.fields
    }  # fmt: skip
    for record in tried.records[:3]:
        put(f"line {record.line:,} {record.record}")
        for name, value in record.values:
            put(f"  {name:<16} {_shown(value, types[record.record, name])}")
    for reject in tried.rejects[:20]:
        value = f" '{reject.value}'" if reject.value and reject.value not in reject.message else ""
        put(f"line {reject.line:,} {reject.field}{value}: {reject.message}".replace(" :", ":"))
    extent = "the whole file" if tried.whole else f"its first {lines:,} lines"
    say(
        f"{data.name}, {extent}: read {tried.read:,}, good {len(tried.records):,}, "
        f"rejected {len(tried.rejects):,}"
    )
    if tried.refused:
        raise EntityError(tried.refused, "File refused")
    return 1 if tried.rejects else 0
