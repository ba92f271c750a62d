"""YAML 1.2 as plain data, with the line on which every value stands.

YAML 1.1 reads ``on``, ``off``, ``yes`` and ``no`` as booleans and 10:30 as a number; stories are people's text, so the core
schema of YAML 1.2 decides what is a number, a boolean or null (yaml.org/spec/1.2.2, chapter 10.3).
"""

import re
from typing import Any

import yaml

Path = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_LARGEST_ALIAS_EXPANSION = 200_000


class NotYaml(Exception):
    """The text is not YAML; ``line`` is where, ``problem`` what."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(line, problem)
        self.line, self.problem = line, problem


def load(text: str) -> tuple[Any, dict[Path, int], list[Path]]:
    """Data, the line (from 1) of each path in it, and the paths of keys that stand twice. Raises NotYaml."""
    try:
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise NotYaml(mark.line + 1 if mark else 1, fault.problem or str(fault)) from None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise NotYaml(1, str(fault).splitlines()[0]) from None
    lines: dict[Path, int] = {}
    twice: list[Path] = []
    data = None if node is None else _plain(node, (), lines, twice)
    return data, lines, twice


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], twice: list[Path]) -> Any:
    lines[path] = node.start_mark.line + 1
    if len(lines) > _LARGEST_ALIAS_EXPANSION or len(path) > 40:
        raise NotYaml(lines[path], "too large or too deeply nested")
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, (*path, i), lines, twice) for i, one in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.start_mark.line)
            if key in found:
                twice.append((*path, key))
            found[key] = _plain(value_node, (*path, key), lines, twice)
            lines[(*path, key)] = key_node.start_mark.line + 1
        return found
    return _scalar(node)


def _scalar(node: yaml.ScalarNode) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return _whole(text)
    if _FLOAT.fullmatch(text):
        return float(re.sub(r"\.(?=[iIn])", "", text, flags=re.IGNORECASE))
    return text


def _whole(text: str) -> int | str:
    """The number; as text where it is longer than any quantity."""
    if len(text) > 40:
        return text
    return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)
