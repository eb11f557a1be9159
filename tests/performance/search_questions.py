"""The 15 kinds of question of PF-01, drawn from the rows of an index."""

from __future__ import annotations

from collections import Counter
from random import Random

from entity_tui.domain.viewer import Scope
from entity_tui.domain.wildcard import Pattern
from entity_tui.store.search import Rows, SearchQuery

Sample = list[tuple[str, str, str, str]]
"""Name, address, city and postal keys of some rows."""
Asked = dict[str, str]
"""What is typed, by field."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PREFIX_KINDS = ("prefix common", "prefix rare")


def query(asked: Asked, scope: Scope) -> SearchQuery:
    """The question as the product asks it."""
    patterns = {field: Pattern.typed(text) for field, text in asked.items()}
    only_name = set(asked) == {"name"}
    return SearchQuery(
        patterns.get("name"),
        patterns.get("address"),
        patterns.get("city"),
        patterns.get("postal"),
        Rows.ACCOUNT if only_name else Rows.LOCATION,
        scope,
    )


def _cut(random: Random, text: str, length: int) -> str:
    at = random.randrange(1, max(2, len(text) - length))
    return text[at : at + length]


def questions(sample: Sample, number: int, seed: int) -> dict[str, list[Asked]]:
    """`number` questions of each kind."""
    random = Random(seed)
    threes: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for name, *_ in sample:
        starts[name[:3]] += 1
        threes.update(name[at : at + 3] for at in range(len(name) - 2))
    common = [gram for gram, _ in threes.most_common(600) if gram.isalpha()][:250]
    begin = [start for start, _ in starts.most_common(200)]
    placed = [row for row in sample if len(row[1]) > 6 and len(row[2]) > 4]

    def name() -> str:
        return random.choice(sample)[0]

    def some(length: int) -> str:
        return "".join(random.choice(LETTERS) for _ in range(length))

    def rare_prefix() -> str:
        text = name()
        comma = text.find(",")
        return text[: comma + random.choice((3, 4, 5))] if comma > 0 else text[:14]

    def suffix() -> Asked:
        text = name()
        end = random.choice((text.split(",")[0][-1:], text[-2:], _cut(random, text, 2)))
        return {"name": f"{random.choice((text[0], text[:2]))}%{end}"}

    def combined() -> Asked:
        text, _, city, postal = random.choice(placed)
        cuts = (f"%{_cut(random, text, 3)}", f"%{_cut(random, text, 4)}", text[:2], text[:3],
                f"%{_cut(random, text, 2)}")  # fmt: skip
        asked = {"name": random.choice(cuts)}
        chance = random.random()
        if chance < 0.8:
            asked["city"] = city[: random.choice((3, 5, 6))]
        if chance > 0.5:
            asked["postal"] = postal[: random.choice((2, 3, 5))]
        return asked

    def independent() -> Asked:
        asked = {"name": f"%{random.choice(common)}", "city": random.choice(placed)[2][:5]}
        if random.random() < 0.5:
            asked["postal"] = random.choice(placed)[3][: random.choice((2, 3))]
        return asked

    def three_fields() -> Asked:
        text, address, city, _ = random.choice(placed)
        return {
            "name": random.choice((f"%{_cut(random, text, 3)}", text[:3])),
            "address": random.choice((address[:4], f"%{_cut(random, address, 4)}")),
            "city": random.choice((city[:4], f"%{_cut(random, city, 3)}")),
        }

    def city() -> Asked:
        text = random.choice(placed)[2]
        return {"city": random.choice((text[:4], f"%{_cut(random, text, 3)}"))}

    kinds = {
        "prefix common": lambda: {"name": random.choice(begin)[: random.choice((1, 2, 3, 3))]},
        "prefix rare": lambda: {"name": rare_prefix()},
        "infix common": lambda: {"name": f"%{random.choice(common)}"},
        "infix mid": lambda: {"name": f"%{_cut(random, name(), 4)}"},
        "infix rare": lambda: {"name": f"%{_cut(random, name(), random.choice((6, 7, 8, 9)))}"},
        "B%N": suffix,
        "two characters": lambda: {"name": f"%{some(2)}"},
        "one character": lambda: {"name": f"%{random.choice(LETTERS + '0123456789&-')}"},
        "no match": lambda: {"name": f"%{some(random.choice((3, 4, 5)))}"},
        "never adjacent": lambda: {"name": f"%{random.choice(common)}{random.choice(common)}"},
        "combined, hit": combined,
        "combined, independent": independent,
        "address infix": lambda: {
            "address": f"%{_cut(random, random.choice(placed)[1], random.choice((3, 4, 5, 6)))}"
        },
        "name + address + city": three_fields,
        "city": city,
    }
    return {kind: [make() for _ in range(number)] for kind, make in kinds.items()}
