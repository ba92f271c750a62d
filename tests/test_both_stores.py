"""A replay gives the same bytes on the store under test as in memory, however often."""

import subprocess
import sys
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("baobei"))
STORIES = sorted(map(str, (Path(__file__).parent.parent / "stories").rglob("*.yaml")))


def replayed(*arguments: str) -> list[str]:
    played = subprocess.run([COMMAND, "replay", *STORIES, "--json", *arguments], capture_output=True, text=True)
    assert (played.returncode, played.stderr) == (0, "")
    return played.stdout.splitlines()


def test_the_same_bytes_on_both_stores(another_store: str) -> None:
    in_memory = replayed()
    assert len(in_memory) == len(STORIES)
    on_the_store = replayed("--store", another_store)
    differing = [path for path, one, other in zip(STORIES, in_memory, on_the_store, strict=True) if one != other]
    assert not differing
