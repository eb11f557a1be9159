"""The rules of the house, kept by the machine: layers, viewers, the sink, small rooms."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from entity_tui.store import queries

ROOT = Path(__file__).parents[2]
CODE = sorted([*ROOT.glob("entity_tui/**/*.py"), *ROOT.glob("screens/**/*.py")])

# Functions of the query layer that need no viewer, and why.
WITHOUT_VIEWER = {
    "person_card": "of a person its caller found within the scope",
    "location_card": "of a location its caller found within the scope",
    "officer_name": "an employee's name under a case the caller may see",
    "tin_types_of": "of persons its caller found within the scope",
    "lines_of": "shapes rows its caller read within the scope",
    "is_open_item": "no taxpayer data",
    "store_facts": "no taxpayer data",
    "profile": "makes the viewer",
    "schema_version": "no taxpayer data",
    "counts": "no taxpayer data",
    "indexed_rows": "no taxpayer data",
    "damage": "no taxpayer data",
    "number_scope": "words a condition of prefixes its caller took from a profile",
}


def _query_functions() -> Iterator[tuple[ModuleType, str, FunctionType]]:
    for info in pkgutil.walk_packages(queries.__path__, f"{queries.__name__}."):
        module = import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, FunctionType) and value.__module__ == info.name:
                yield module, name, value


def test_se_03_every_query_takes_who_is_looking() -> None:
    seen = 0
    for module, name, function in _query_functions():
        if name.startswith("_") or name in WITHOUT_VIEWER:
            continue
        takes = set(inspect.signature(function).parameters)
        assert takes & {"viewer", "scope"}, f"{module.__name__}.{name} reads without a viewer"
        seen += 1
    assert seen >= 10


def test_se_03_cards_without_a_viewer_are_read_by_pages_that_have_one() -> None:
    for name in ("person_card", "location_card", "officer_name"):
        users = [
            path for path in CODE
            if re.search(rf"\b{name}\(", path.read_text()) and f"{name}.py" != path.name
        ]  # fmt: skip
        assert users and all("store/queries" in path.as_posix() for path in users), (name, users)


def test_se_03_screens_and_commands_hold_no_sql() -> None:
    for path in CODE:
        if path.is_relative_to(ROOT / "screens") or "cli" in path.parts:
            text = path.read_text()
            assert not re.search(r"\b(SELECT|INSERT INTO|DELETE FROM)\b", text), path
            assert "sqlalchemy" not in text, path


@pytest.mark.parametrize("word", ["print(", "sys.stdout.write", "rprint", "console.print"])
def test_se_07_only_the_sink_writes_data_to_the_terminal(word: str) -> None:
    allowed = {"output.py", "progress.py", "__main__.py", "main.py"}
    for path in CODE:
        if path.name not in allowed:
            assert not re.search(rf"(?<![\w.]){re.escape(word)}", path.read_text()), path


def test_se_07_what_is_drawn_is_made_in_one_place() -> None:
    screens = [path for path in CODE if path.is_relative_to(ROOT / "screens")]
    makers = {path.name for path in screens if re.search(r"\bSegment\(", path.read_text())}
    assert makers <= {"draw.py"}, makers


def test_ui_13_no_screen_leaks_its_style_into_others_and_no_data_is_markup() -> None:
    for path in ROOT.glob("screens/**/*.py"):
        text = path.read_text()
        assert "CSS_PATH" not in text, path
        for call in re.findall(r"(?:Static|Label)\((?:[^()]|\([^()]*\))*\)", text):
            assert "markup=False" in call, (path, call)


def test_the_app_and_the_screens_load_no_database_before_their_first_frame() -> None:
    import subprocess
    import sys

    script = (
        "import sys, entity_tui.app, pkgutil, importlib, screens\n"
        "for m in pkgutil.walk_packages(screens.__path__, 'screens.'):\n"
        "    importlib.import_module(m.name)\n"
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'numpy', 'alembic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                          cwd=ROOT, check=True)  # fmt: skip
    assert done.stdout.strip() == "[]"


def _asks_for_a_day(node: ast.AST) -> bool:
    """Is it a question to the machine's clock or zone: today, now without a zone, local time?"""
    if isinstance(node, ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        return (owner, node.attr) in {
            ("date", "today"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "localtime"),
            ("time", "strftime"), ("time", "ctime"), ("date", "fromtimestamp"),
        }  # fmt: skip
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    given = ast.unparse(node.args[0]) if node.args else ""
    return (node.func.attr == "now" and ast.unparse(node.func.value) == "datetime"
            and given != "UTC") or (node.func.attr == "astimezone" and not given)  # fmt: skip


def test_tm_01_no_module_but_the_clock_asks_the_machine_for_a_day() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if _asks_for_a_day(node) and path.name != "clock.py"
    }
    assert found == set()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("date.today()", True), ("field(default_factory=date.today)", True),
        ("datetime.now()", True), ("datetime.now(zone)", True), ("datetime.utcnow()", True),
        ("time.localtime()", True), ("at.astimezone()", True), ("datetime.today()", True),
        ("datetime.now(UTC)", False), ("at.astimezone(zone)", False), ("clock.now()", False),
        ("clock.today", False), ("desk.today", False), ("time.monotonic()", False),
    ],
)  # fmt: skip
def test_tm_01_questions_to_the_machines_clock_are_told_apart(text: str, asks: bool) -> None:
    assert any(_asks_for_a_day(node) for node in ast.walk(ast.parse(text))) == asks


def test_every_module_says_in_a_line_what_it_is_for() -> None:
    for path in CODE:
        assert ast.get_docstring(ast.parse(path.read_text())) or not path.read_text(), path


def test_rooms_stay_small() -> None:
    large = {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines())
        for path in CODE
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > 400
    }
    assert large == {}


def test_no_grab_bags() -> None:
    for path in CODE:
        assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc", "base"}, (
            path
        )


def test_tests_have_no_packages_that_would_shadow_the_real_ones() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_nothing_in_the_tree_names_a_machine() -> None:
    for path in [*CODE, *ROOT.glob("tests/**/*.py"), *ROOT.glob("*.md"), *ROOT.glob("*.lock")]:
        text = path.read_text(encoding="utf-8")
        for trace in ("/wor" + "k/", "/hom" + "e/", "pypi" + ".org", "files.python" + "hosted"):
            assert trace not in text, (path, trace)
