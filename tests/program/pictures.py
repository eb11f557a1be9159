"""`make pictures`: the screens the README and the manual show, drawn by the program itself.

A demonstration store is made whose numbers are the same every time; each picture is reached by the
keys written here and exported as it stands.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT))

from entity_tui.app import the_desk  # noqa: E402
from entity_tui.demo.generate import generate  # noqa: E402
from entity_tui.imports.feeds import find_feed  # noqa: E402
from entity_tui.imports.read import Source  # noqa: E402
from entity_tui.services.desk import Desk  # noqa: E402
from entity_tui.services.import_extract import Options, import_file  # noqa: E402
from entity_tui.services.store import create, set_option  # noqa: E402
from entity_tui.settings import Settings, load  # noqa: E402
from entity_tui.store.database import Database, Raw  # noqa: E402
from support.driving import opened  # noqa: E402
from support.importing import SYSTEM  # noqa: E402

FOLDER = ROOT / "data" / "help" / "pictures"
DAY = date(2026, 11, 20)
TAXPAYERS = 2_000
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A screen: what it is called, how large, and the keys that lead there."""

    name: str
    title: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (80, 24)
    user: str = ""
    """Who looks; else the store's owner."""


PICTURES = (
    Picture("list", "Control Central: what was found", ("smith", "enter", "down")),
    Picture("account", "Account Information", ("delta", "enter", "end", "enter")),
    Picture(
        "account-wide", "Account Information on a wide terminal, the dashboard beside it",
        ("delta", "enter", "end", "enter"), (160, 45),
    ),
    Picture("timeline", "The timeline", ("delta", "enter", "end", "enter", "t")),
    Picture("bill-graph", "The bill graph", ("delta", "enter", "end", "enter", "b")),
    Picture("allocation", "Credit allocation", ("delta", "enter", "end", "enter", "k")),
    Picture("dashboard", "The dashboard", ("delta", "enter", "end", "enter", "f6")),
    Picture("contact", "A contact is added", ("delta", "enter", "end", "enter", "f10")),
    Picture("near", "No exact match: similar names", ("obrein", "enter")),
    Picture("help", "F1", ("delta", "enter", "end", "enter", "f1")),
    Picture("commands", "The command line", ("f9", "t", "tab")),
    Picture("status", "The administrator's morning", ("f9", "import status", "enter")),
    Picture("eod", "EOD corrections", ("f9", "eod 270112 11/18", "enter", "n"), user="jpark"),
    Picture("verify", "Weekly time verification", ("f9", "verify 270112", "enter"), user="jpark"),
    Picture("month", "A month before it is signed", ("f9", "eom 270112 2026-10", "enter"),
            user="mrivera"),
)  # fmt: skip


def store_in(folder: Path) -> Settings:
    """A demonstration whose ids are the same every time it is made."""
    settings = load(f"sqlite:///{folder / 'pictures.db'}", today=DAY)
    for _ in create(settings, demo=True):
        pass
    database = Database(settings.store)
    with database.write() as connection:
        Raw(connection).execute("UPDATE store_info SET id_key = ?", ("0123456789abcdef",))
    for path in generate(folder / "files", TAXPAYERS, 1, DAY):
        feed = find_feed(path.name.split("-")[0])
        import_file(database, SYSTEM, feed, Source(str(path)), Options(today=DAY))
    for name, value in (("rating_start", "500"), ("rating_threshold", "450")):
        set_option(settings, name, value)
    database.close()
    return settings


async def draw(picture: Picture, settings: Settings) -> str:
    """The picture as SVG, without any font from elsewhere."""
    async with opened(settings=settings, open_desk=desk_of(picture), size=picture.size) as session:
        for key in picture.keys:
            await session.press(key)
        svg = session.app.export_screenshot(title=f"entity-tui · {picture.title}")
    plain = _FONT.sub("", svg)
    return re.sub(r"terminal-\d+", f"terminal-{picture.name}", plain)


def desk_of(picture: Picture) -> Callable[[Settings, str | None], Desk]:
    """The desk of who looks."""
    return lambda settings, as_user: the_desk(settings, picture.user or as_user)


def drawn(pictures: tuple[Picture, ...] = PICTURES) -> Iterator[tuple[str, str]]:
    """The name and SVG of each picture."""
    with tempfile.TemporaryDirectory(prefix="entity-pictures-") as folder:
        settings = store_in(Path(folder))
        for picture in pictures:
            yield picture.name, asyncio.run(draw(picture, settings))


def words_of(svg: str) -> list[str]:
    """What a picture says, whatever its colours and places are."""
    return [unescape(text).strip() for text in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]


def main() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in drawn():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
