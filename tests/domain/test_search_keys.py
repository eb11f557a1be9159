"""Keys of many texts are those of each (CC-08)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.search_key import search_key, search_keys

_TEXTS = st.text(st.characters() | st.sampled_from("Aéß\n\r\0 Łİ"), max_size=8)


@given(st.lists(st.text(st.characters(codec="ascii"), max_size=8)) | st.lists(_TEXTS))
def test_cc_08_keys_of_a_column_are_the_keys_of_its_texts(texts: list[str]) -> None:
    assert search_keys(texts) == [search_key(text) for text in texts]
