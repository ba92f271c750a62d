"""Reading a pack: a folder, a YAML file or plain data, each perhaps on top of another pack; all faults at once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from baobei.policy import entries, marked
from baobei.policy.places import Faults, Locate, Place, PolicyFaults, in_file
from baobei.policy.policy import Policy
from baobei.policy.spelling import nearest
from baobei.policy.vocabulary import NEEDED

PACKS = Path(__file__).parent / "packs"
PARTS = ("clauses", "parameters")

NOTHING = Policy("", {}, {}, {})

Given = str | Path | Mapping[str, Any]


def packs() -> list[str]:
    """The names of the packs that come along."""
    return sorted(folder.name for folder in PACKS.iterdir() if (folder / "pack.yaml").is_file())


def load(given: Given, *, beside: Path | None = None, locate: Locate | None = None, prefix: str = "") -> Policy:
    """Reads a policy: a pack's name, its folder, its YAML file, or its data ``{extends, set, …}``.

    ``beside`` is the folder that relative paths are sought in first. For data, ``locate`` says ``file:line`` for the
    keys that lead to a value, and ``prefix`` is how the data itself is called there. Raises PolicyFaults with every
    fault.
    """
    faults = Faults()
    start = Place(given, (), locate or (lambda path: ""), faults, prefix)
    policy = _read(start, beside, ())
    if faults.lines or policy is None:
        raise PolicyFaults(faults.lines)
    return policy


def _read(place: Place, beside: Path | None, above: tuple[Path, ...]) -> Policy | None:
    """The policy that a place names or holds; ``above`` are the packs on the way here, which it may not extend."""
    if isinstance(place.data, Mapping):
        return _laid("", place, beside or Path(), above, {})
    if not isinstance(place.data, str | Path) or not str(place.data).strip():
        place.fault("should be a pack's name, folder or YAML file, or a mapping with extends and set.")
        return None
    found = _find(place, beside)
    if found is None:
        return None
    if found in above:
        place.fault(f"{place.data} is extended by itself; take one extends out of the circle.")
        return None
    if found.parent == PACKS:
        return _own_pack(found)
    return _from_path(found, place.faults, above)


def _find(place: Place, beside: Path | None) -> Path | None:
    name = str(place.data)
    if name in packs():
        return PACKS / name
    for candidate in (*([beside / name] if beside else []), Path(name)):
        if _exists(candidate):
            return candidate.resolve()
    mend = nearest(name, packs()) or f"; there are {', '.join(packs())}, or name a folder or a YAML file."
    place.fault(f"there is no policy {name[:100]}{mend}")
    return None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


@cache
def _own_pack(folder: Path) -> Policy:
    faults = Faults()
    policy = _from_path(folder, faults, ())
    if faults.lines or policy is None:
        raise PolicyFaults(faults.lines)
    return policy


def _from_path(path: Path, faults: Faults, above: tuple[Path, ...]) -> Policy | None:
    head = path / "pack.yaml" if path.is_dir() else path
    place = _file(head, faults)
    if place is None:
        return None
    name = path.name if path.is_dir() else path.stem
    return _laid(name, place, head.parent, (*above, path), _folder(path, faults) if path.is_dir() else {})


def _folder(folder: Path, faults: Faults) -> Mapping[str, list[Place]]:
    """The entries of a folder's files; a file that would not be read is a fault."""
    found: dict[str, list[Place]] = {part: [] for part in PARTS}
    for path in sorted(folder.rglob("*.*")):
        match path.relative_to(folder).parts:
            case ("pack.yaml",):
                pass
            case (part, file) if part in PARTS and file.endswith(".yaml") and not file.startswith("."):
                place = _file(path, faults)
                found[part] += place.items() if place else []
            case (*_, file) if not file.startswith(".") and not file.endswith(".md"):
                faults.add(f"{_shown(path)}:1: is not read; a pack is pack.yaml, clauses/*.yaml and parameters/*.yaml.")
    return found


def _file(path: Path, faults: Faults) -> Place | None:
    shown = _shown(path)
    try:
        read = marked.read(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        faults.add(f"{shown}:1: is missing; a pack's folder has a pack.yaml with name and title.")
        return None
    except OSError as fault:
        faults.add(f"{shown}:1: can't be read: {fault.strerror}.")
        return None
    except UnicodeDecodeError:
        faults.add(f"{shown}:1: is not UTF-8; save it as UTF-8.")
        return None
    except marked.NotYaml as fault:
        faults.add(f"{shown}:{fault.line}: is not YAML: {fault.problem}.")
        return None
    place = Place(read.data, (), in_file(read, shown), faults)
    for twice in read.twice:
        Place(None, twice, place.locate, faults).fault("stands twice; leave one of them.")
    return place


def _laid(
    name: str, head: Place, folder: Path, above: tuple[Path, ...], files: Mapping[str, list[Place]]
) -> Policy | None:
    """A pack on top of the one that it extends, if any; ``files`` are the entries that stand beside its head."""
    if not head.mapping(may=("name", "title", "extends", "set", *PARTS)):
        return None
    base = _read(head.at("extends"), folder, above) if "extends" in head.data else NOTHING
    below = base or NOTHING
    own = {part: [*(head.at(part).items() if part in head.data else []), *files.get(part, [])] for part in PARTS}
    clauses = {**below.clauses, **entries.clauses(own["clauses"])}
    parameters = {**below.parameter, **entries.parameters(own["parameters"], clauses if base else None)}
    if "set" in head.data:
        parameters |= entries.set_anew(head.at("set").items(), parameters)
    title = entries.texts(head.at("title")) if "title" in head.data else below.title
    named = head.at("name").text() if "name" in head.data else name or below.name
    policy = Policy(named, title, clauses, parameters)
    if not head.faults.lines:
        _check_whole(policy, head)
    return policy


def _check_whole(policy: Policy, head: Place) -> None:
    """Every value that a rule reads must hold on every day."""
    for name in NEEDED:
        values = policy.parameter[name].values if name in policy.parameter else ()
        if not values:
            head.fault(f"{name} has no value; extend a pack that has one, such as zhaodu, or set it.")
        elif values[0].since:
            head.fault(f"{name} has no value before {values[0].since}; give it a first value without from.")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
