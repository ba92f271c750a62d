"""YAML 1.2 as plain data that remembers the line of every value.

YAML 1.1 reads on, off, yes and no as booleans, 12:30 as a number and 2023-05-01 as a date. Packs and stories are
people's text, so the core schema of YAML 1.2.2 (chapter 10.3) decides; dates stay texts. PyYAML's C parser is used
because it reads a pack in a tenth of the time of one in Python, and only its nodes: no tag is ever followed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]{1,40}")
_BASED = re.compile(r"0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MOST_VALUES, _DEEPEST = 200_000, 40


class NotYaml(Exception):
    """The text is not YAML; ``line`` says where (from 1), ``problem`` what."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(line, problem)
        self.line, self.problem = line, problem


@dataclass(frozen=True)
class Marked:
    """Plain data, the line (from 1) of every path in it (a key's own line), and the paths of keys that stand twice."""

    data: Any
    lines: Mapping[Path, int]
    twice: list[Path]


def read(text: str) -> Marked:
    """Reads one YAML document. Raises NotYaml."""
    try:
        node = yaml.CSafeLoader(text).get_single_node()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        last = text.rstrip().count("\n")
        raise NotYaml(min(mark.line, last) + 1 if mark else 1, fault.problem or "not YAML") from None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise NotYaml(1, str(fault).splitlines()[0]) from None
    reader = _Reader()
    return Marked(None if node is None else reader.plain(node, ()), reader.lines, reader.twice)


class _Reader:
    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.twice: list[Path] = []

    def plain(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if len(self.lines) > _MOST_VALUES or len(path) > _DEEPEST:
            raise NotYaml(line, "too large or too deeply nested")
        match node:
            case yaml.SequenceNode():
                return [self.plain(one, (*path, i)) for i, one in enumerate(node.value)]
            case yaml.MappingNode():
                return self.mapping(node, path)
            case yaml.ScalarNode():
                return _scalar(node)
        raise NotYaml(line, "not a value")

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise NotYaml(line, "a key must be a text")
            key = key_node.value
            if key in found:
                self.twice.append((*path, key))
            self.lines[(*path, key)] = line
            found[key] = self.plain(value_node, (*path, key))
        return found


def _scalar(node: yaml.ScalarNode) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _ENDLESS.fullmatch(text):
        return float(text.replace(".", "", 1))
    return text
