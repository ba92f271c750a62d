"""What the findings of matching are called, and how their weights are said (match.weights, CR-7.0)."""

from collections.abc import Mapping

from baobei.telling import told
from baobei.words import Text, say

CALLED: Mapping[str, Text] = {
    "prior": say("Where a pair starts"),
    "phone.equal": say("The same phone"),
    "code.equal": say("The same credit code"),
    "phone.common": say("… which many customers have"),
    "phone.mask": say("A masked phone agrees in seven digits"),
    "phone.mask_more": say("… in each digit more"),
    "estate.equal": say("The same estate"),
    "estate.no_brand": say("… once without its developer"),
    "estate.longer": say("… one name being the end of the other"),
    "estate.sound": say("… only by its sound"),
    "unit.equal": say("The same housing unit"),
    "unit.partial": say("A unit without its building, entrance or phase"),
    "unit.ambiguous": say("Units that agree in one way to read them"),
    "district.unknown": say("… in an estate known in several districts"),
    "name.equal": say("The same name"),
    "name.sound": say("Names that sound alike"),
    "name.latin": say("One name in two scripts"),
    "name.dropped": say("Names of which one leaves out a part"),
    "name.different": say("Different names"),
    "kin.phone": say("The phone of a declared relative"),
    "kin.common": say("… which many customers have"),
    "kin.name": say("The name of a declared relative"),
}
HELP = say(
    "What is found about two customers is added up: at 0 it is as likely as not that they are one, each 0.7 more "
    "doubles the odds. What begins with … comes on top of the line above. What a rule decides alone, no sum undoes."
)


def rows(weights: Mapping[str, float]) -> list[tuple[str, str]]:
    """The table for a page: each finding in words, and its weight."""
    return [(called(name), signed(weight)) for name, weight in weights.items()]


def called(name: str) -> str:
    """A finding in the reader's language."""
    return told(CALLED[name]) if name in CALLED else name


def signed(weight: float) -> str:
    """A weight with its sign, as exact as it is written."""
    return f"{weight:+g}".replace("-", "−")
