"""The company's own words in the reader's language."""

import pytest
from django.utils import translation

from baobei.telling import in_language, told
from baobei.words import say


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "报备之后"), ("zh-hant", "報備之後"), ("en", "after registering")]
)
def test_clauses_are_read_in_the_readers_language(language: str, words: str) -> None:
    with translation.override(language):
        assert in_language({"zh": "报备之后", "en": "after registering"}) == words


def test_a_pack_without_english_is_read_in_its_own_words() -> None:
    with translation.override("en"):
        assert in_language({"zh": "报备之后"}) == "报备之后"


def test_a_sentence_that_no_catalogue_has_is_told_as_it_is() -> None:
    with translation.override("zh-hans"):
        assert told(say("No catalogue has {n} of these", n=3)) == "No catalogue has 3 of these"
