"""Find the same customer, the same home, the same family behind any spelling (CR-7.0). No Django, no I/O."""

from baobei.matching.communities import NO_COMMUNITIES, Alias, Communities
from baobei.matching.compare import Match, Step, compare
from baobei.matching.keys import Keys, keys
from baobei.matching.paste import Parts, paste
from baobei.matching.reading import Customer, Reading, read
from baobei.matching.relatives import Kin, Relative, read_relatives
from baobei.matching.version import reading_stamp, stamp
from baobei.matching.vocabulary import Vocabulary

__all__ = [
    "NO_COMMUNITIES",
    "Alias",
    "Communities",
    "Customer",
    "Keys",
    "Kin",
    "Match",
    "Parts",
    "Reading",
    "Relative",
    "Step",
    "Vocabulary",
    "compare",
    "keys",
    "paste",
    "read",
    "read_relatives",
    "reading_stamp",
    "stamp",
]
