"""The findings in words. A public sentence quotes nothing but what the asker wrote themselves."""

from baobei.matching.evidence import Evidence
from baobei.matching.names import Name
from baobei.matching.reading import Reading
from baobei.words import Text, say


def sentence(finding: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    """One finding in words, and whether it may be shown to one who may not see the other party's data."""
    topic, _, detail = finding.partition(".")
    return _TOPICS[topic](detail, evidence, asked, other)


def _prior(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    return say("Two customers who are looked at because something of theirs agrees"), True


def _phone(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    if detail == "equal":
        return say("The same phone {phone}", phone=evidence.phone), True
    if detail == "common":
        return say("Phone {phone} belongs to so many customers that it decides nothing", phone=evidence.phone), True
    mine, theirs = evidence.mask or ("", "")
    return say("{mine} and {theirs} agree in {digits} digits", mine=mine, theirs=theirs, digits=evidence.digits), False


def _code(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    return say("The same credit code {code}", code=evidence.code), True


def _estate(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    mine, theirs = asked.home.estate, other.home.estate
    if detail == "equal" and mine != theirs:
        return say("{mine} and {theirs}: one estate by the company's own table", mine=mine, theirs=theirs), False
    if detail == "equal":
        return say("The same estate {estate}", estate=mine), True
    if detail == "no_brand":
        return say("{mine} and {theirs}: the same estate, once without its developer", mine=mine, theirs=theirs), False
    if detail == "longer":
        return say("{mine} and {theirs}: one estate's name is the end of the other's", mine=mine, theirs=theirs), False
    return say("{mine} and {theirs}: estates that sound alike", mine=mine, theirs=theirs), False


def _unit(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    mine, theirs = _written(asked), _written(other)
    if detail == "equal":
        return say("The same housing unit {unit}", unit=mine), True
    if detail == "ambiguous":
        return say("{mine} and {theirs} agree in some ways to read them", mine=mine, theirs=theirs), False
    return say("{mine} and {theirs}: one leaves out building, entrance or phase", mine=mine, theirs=theirs), False


def _district(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    return say("Estates named {estate} are known in several districts", estate=asked.home.estate), True


def _name(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    mine, theirs = _all(asked.name), _all(other.name)
    if detail == "equal":
        return say("The same name {name}", name=mine), True
    if detail == "sound":
        return say("{mine} and {theirs} sound alike", mine=mine, theirs=theirs), False
    if detail == "latin":
        return say("{mine} and {theirs} are one name in two scripts", mine=mine, theirs=theirs), False
    if detail == "dropped":
        return say("{mine} and {theirs} differ by what one of them leaves out", mine=mine, theirs=theirs), False
    return say("{mine} and {theirs} are different names", mine=mine, theirs=theirs), False


def _kin(detail: str, evidence: Evidence, asked: Reading, other: Reading) -> tuple[Text, bool]:
    kin = evidence.kin
    assert kin is not None
    relation, name = _RELATIONS[kin.relation], _all(kin.name)
    public = evidence.declared_by_asked
    if detail == "common":
        return say("The relative's phone belongs to so many customers that it decides nothing"), public
    if detail == "phone":
        return say("The phone of the declared relative ({relation} {name})", relation=relation, name=name), public
    return say("The name of the declared relative ({relation} {name})", relation=relation, name=name), public


def rule(level: str, raised: bool) -> Text:
    """Why the sum was bounded."""
    if level == "certain":
        return say("The rule: an equal full phone, an equal full unit or an immediate relative's phone is certain")
    return say("The rule: this is for a registrar to decide") if not raised else say("The rule raises the sum")


def _all(name: Name) -> str:
    return "、".join(person.text for person in name.persons)


def _written(reading: Reading) -> str:
    return "-".join(part for part in reading.home.units[0] if part)


_TOPICS = {
    "prior": _prior,
    "phone": _phone,
    "code": _code,
    "estate": _estate,
    "unit": _unit,
    "district": _district,
    "name": _name,
    "kin": _kin,
}
_RELATIONS = {
    "spouse": say("spouse"),
    "parent": say("parent"),
    "child": say("child"),
    "sibling": say("sibling"),
    "other": say("other relative"),
}
