"""IM-10: the demo's files as files — repeatable, the same at every size, and well formed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from entity_tui.demo.generate import E1, E2, E5, generate
from entity_tui.demo.organisation import officers_wanted
from entity_tui.demo.tins import MOST
from entity_tui.errors import UsageError
from support.extracts import AS_OF, SEED, by_feed

Files = dict[str, Path]


def _data(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:-1]


def _tagged(path: Path, tag: str) -> list[str]:
    """The lines of one kind of record, without their tag."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(f"{tag}|") for line in lines if line.startswith(f"{tag}|")]


def test_im_10_files_come_in_import_order_and_name_their_day(demo_files: dict[str, Path]) -> None:
    feeds = [
        "s1",
        "e5",
        "zip",
        "e1",
        "acc",
        "e2",
        "e4",
        "e3",
        "e9",
        "ea",
        "eb",
        "dial42",
        "dial32",
        "fin",
        "e7",
        "e8",
        "e6",
    ]
    assert [path.name for path in demo_files.values()] == [f"{f}-20261121.dat" for f in feeds]


def test_im_10_the_same_seed_gives_the_same_bytes(
    small_files: dict[str, Path], tmp_path: Path
) -> None:
    again = generate(tmp_path, 100, SEED, AS_OF)
    assert [p.read_bytes() for p in again] == [p.read_bytes() for p in small_files.values()]


def test_im_10_another_seed_gives_other_taxpayers(
    small_files: dict[str, Path], tmp_path: Path
) -> None:
    other = by_feed(generate(tmp_path, 100, SEED + 1, AS_OF))
    assert not set(_data(other["e1"])) & set(_data(small_files["e1"]))


def test_im_10_row_n_is_the_same_at_every_size_but_for_its_holder(
    small_files: dict[str, Path], demo_files: dict[str, Path]
) -> None:
    holder = E1.split("|").index("assignment")

    def without_holder(path: Path) -> list[list[str]]:
        rows = [line.split("|") for line in _data(path)[:100]]
        return [row[:holder] + row[holder + 1 :] for row in rows]

    assert without_holder(small_files["e1"]) == without_holder(demo_files["e1"])


def test_im_10_modules_of_the_first_taxpayers_are_the_same_at_every_size(
    small_files: dict[str, Path], demo_files: dict[str, Path]
) -> None:
    few = _data(small_files["e2"])
    assert _data(demo_files["e2"])[: len(few)] == few


def test_im_10_an_assignment_number_has_the_same_person_at_every_size(
    small_files: dict[str, Path], demo_files: dict[str, Path]
) -> None:
    def people(path: Path) -> dict[str, str]:
        rows = [line.split("|") for line in _data(path)]
        return {row[5]: "|".join(row[1:5] + row[6:]) for row in rows}

    small, large = people(small_files["e5"]), people(demo_files["e5"])
    assert small.items() <= large.items()


@pytest.mark.parametrize(("feed", "head"), [("e5", E5), ("e1", E1), ("e2", E2)])
def test_im_10_heads_and_trailers_account_for_every_line(
    demo_files: dict[str, Path], feed: str, head: str
) -> None:
    first, *lines, trailer = demo_files[feed].read_text(encoding="utf-8").splitlines()
    assert first == head
    assert trailer == f"TRAILER|{len(lines)}|2026-11-21"
    assert {line.count("|") for line in lines} == {head.count("|")}


def test_im_10_no_value_carries_a_control_character(demo_files: dict[str, Path]) -> None:
    for path in demo_files.values():
        assert all(line.isprintable() for line in _data(path))


def test_im_10_progress_ends_with_everything_done(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    generate(tmp_path, 10, SEED, AS_OF, lambda *step: told.append(step))
    feeds = [
        "s1",
        "e5",
        "zip",
        "e1",
        "acc",
        "e2",
        "e4",
        "e3",
        "e9",
        "ea",
        "eb",
        "dial42",
        "dial32",
        "fin",
        "e7",
        "e8",
        "e6",
    ]
    assert [(feed, done == total) for feed, done, total in told] == [(f, True) for f in feeds]


@pytest.mark.parametrize("taxpayers", [0, -1, MOST + 1])
def test_im_10_an_impossible_size_is_refused(tmp_path: Path, taxpayers: int) -> None:
    with pytest.raises(UsageError):
        generate(tmp_path, taxpayers, SEED, AS_OF)


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2026, 1, 1), date(2027, 11, 28)])
def test_im_10_any_day_will_do(tmp_path: Path, as_of: date) -> None:
    for path in generate(tmp_path, 400, SEED, as_of):
        trailer = path.read_text(encoding="utf-8").splitlines()[-1]
        assert trailer.endswith(as_of.isoformat())


def test_im_10_the_organisation_grows_with_the_taxpayers() -> None:
    assert officers_wanted(1_000_000) == 2_400
    assert officers_wanted(10) < officers_wanted(10_000) < officers_wanted(100_000)


def test_im_10_transactions_add_up_to_every_reported_balance(demo_files: dict[str, Path]) -> None:
    sums: dict[tuple[str, ...], int] = {}
    for line in _tagged(demo_files["fin"], "FT"):
        tin, kind, _, _, _, mft, period, day, current, payoff, _, status, *_ = line.split("|")
        key = (tin, kind, mft, period)
        sums[key] = sums.get(key, 0) + int(current.replace(".", ""))
        assert payoff == current and status == "frozen"
        assert not day or date.fromisoformat(day) <= AS_OF
    modules = [line.split("|") for line in _data(demo_files["e2"])]
    reported = {tuple(m[:4]): int(m[7].replace(".", "")) for m in modules if m[4] == "TDA"}
    assert sums == reported


def test_im_10_activity_ends_with_the_last_touch_of_its_case(demo_files: dict[str, Path]) -> None:
    last: dict[tuple[str, str], str] = {}
    keys = set()
    for line in _data(demo_files["e3"]):
        tin, kind, _, day, seq, *_ = line.split("|")
        last[tin, kind] = max(last.get((tin, kind), ""), day)
        assert (tin, kind, day, seq) not in keys
        keys.add((tin, kind, day, seq))
    touched = {}
    for line in _data(demo_files["e1"]):
        fields = line.split("|")
        if fields[22] and fields[23]:
            touched[fields[0], fields[1]] = fields[23]
    assert last == touched
