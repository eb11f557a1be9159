"""The pictures of the README are there, and show what the program shows today (UI-10)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Drawn in a process of its own: it makes the application run outside of any test's event loop.
DRAW = """
import sys
sys.path.insert(0, "tests/program")
from pictures import FOLDER, PICTURES, drawn, words_of
chosen = tuple(p for p in PICTURES if p.name in ("list", "account", "timeline", "near"))
for name, svg in drawn(chosen):
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    if words_of(svg) != words_of(kept):
        print(f"{name} is stale: make pictures")
"""


def test_every_picture_the_readme_shows_is_there() -> None:
    shown = re.findall(r"\]\((data/help/pictures/[^)]+)\)", (ROOT / "README.md").read_text())
    assert shown and all((ROOT / path).is_file() for path in shown)


def test_pictures_show_the_program_as_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRAW], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=180,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_pictures_fetch_nothing_from_anywhere() -> None:
    for path in (ROOT / "data" / "help" / "pictures").glob("*.svg"):
        addresses = set(re.findall(r"https?://[^\"')\s]+", path.read_text(encoding="utf-8")))
        assert addresses <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}, addresses
