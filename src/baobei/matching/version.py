"""Which rules a stored reading was made by: of other rules it is read anew (``baobei rekey``)."""

from functools import lru_cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

from baobei.matching.vocabulary import Vocabulary


def stamp(words: Vocabulary) -> str:
    """What readings and keys made now are marked with: the rules and lists that they are read by, then the table."""
    return f"{reading_stamp(words)}:{words.communities.digest}"


def reading_stamp(words: Vocabulary) -> str:
    """The digest of this package's sources and of the policy's lists on which a reading depends."""
    return _reading_stamp(words.single_buildings, words.site_words)


@lru_cache
def _reading_stamp(*lists: tuple[str, ...]) -> str:
    files = sorted(_sources(resources.files("baobei.matching")), key=lambda file: str(file))
    return _digest(repr(lists), *(file.read_text(encoding="utf-8") for file in files))


def _sources(folder: Traversable) -> list[Traversable]:
    found = []
    for file in folder.iterdir():
        if file.is_dir() and file.name != "tests":
            found += _sources(file)
        elif file.name.endswith((".py", ".txt", ".json")):
            found.append(file)
    return found


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:16]
