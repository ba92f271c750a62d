"""Sentences that a pure rule can say without knowing the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Text:
    """A sentence for a user: an English source string and the values that fill it.

    The surface that shows it looks the source string up in the reader's catalogue and fills in the values.
    A value may itself be a ``Text``.
    """

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.msgid.format(**self.values)

    def __hash__(self) -> int:
        return hash(self.msgid)

    def to_json(self) -> dict[str, Any]:
        """The text as plain data, for a row or a page."""
        values = {key: value.to_json() if isinstance(value, Text) else value for key, value in self.values.items()}
        return {"say": self.msgid, "values": values} if values else {"say": self.msgid}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Text":
        """The text again, from what ``to_json`` wrote."""
        values = {
            key: cls.from_json(value) if isinstance(value, Mapping) and "say" in value else value
            for key, value in data.get("values", {}).items()
        }
        return cls(data["say"], values)


def say(msgid: str, /, **values: Any) -> Text:
    """A sentence to be translated where it is shown; the catalogue builder collects the literal first argument."""
    return Text(msgid, values)
