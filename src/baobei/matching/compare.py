"""Whether two customers are one, one household or one family: hard rules above a sum of weights (CR-7.0)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from baobei.matching.evidence import NOWHERE, Evidence, find
from baobei.matching.explain import rule, sentence
from baobei.matching.names import ALIKE, SAME
from baobei.matching.phones import LENGTH
from baobei.matching.reading import Reading
from baobei.matching.score import log_odds, logistic, weigh, within
from baobei.matching.vocabulary import Vocabulary
from baobei.words import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the sum: in words, its weight in log-odds, and whether it may be shown to one who may not see the
    other."""

    text: Text
    weight: float
    public: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that collides.

    ``level`` is ``certain`` or ``doubtful``, ``kind`` ``same_customer``, ``same_unit`` or ``relative``, ``score``
    0–1 (certain from 0.95). ``by_phone``: an equal full own phone is part of it. ``same_person``: equal phone, or
    equal unit and name. The weights of ``steps`` add up to the log-odds of ``score``.
    """

    level: str
    kind: str
    score: float
    by_phone: bool
    same_person: bool
    findings: tuple[tuple[str, float], ...]
    evidence: Evidence
    asked: Reading
    other: Reading

    @property
    def steps(self) -> tuple[Step, ...]:
        """The explanation, which is the computation."""
        steps = []
        for finding, weight in self.findings:
            text, public = sentence(finding, self.evidence, self.asked, self.other)
            steps.append(Step(text, weight, public))
        bound = log_odds(self.score) - sum(weight for _, weight in self.findings)
        if abs(bound) > 1e-9:
            steps.append(Step(rule(self.level, bound > 0), bound, True))
        return tuple(steps)


def compare(
    asked: Reading,
    other: Reading,
    vocabulary: Vocabulary,
    *,
    places: Mapping[str, frozenset[str]] = NOWHERE,
    common: Collection[str] = (),
    common_names: Collection[str] = (),
) -> Match | None:
    """Compare two readings.

    ``places``: estate (``reading.home.sound``) → districts (``home.place``) in which the register knows it.
    ``common``: full phones with so many live holders that they decide nothing (match.common_phone).
    ``common_names``: sounds of names (``Person.sounds``) with so many bearers in a large register that an estate often
    has two; they make no doubt without a unit.
    Returns None where nothing collides or a doubt scores below ``vocabulary.review_threshold``. Source: CR-7.0.
    """
    evidence = find(asked, other, vocabulary.immediate_relatives, places, common, vocabulary.communities, common_names)
    level = _level(evidence, asked, other, vocabulary)
    if not level:
        return None
    findings = tuple(weigh(evidence, vocabulary.weights))
    score = within(level, logistic(sum(weight for _, weight in findings)))
    if level == "doubtful" and score < vocabulary.review_threshold:
        return None
    return Match(
        level=level,
        kind=_kind(evidence),
        score=score,
        by_phone=bool(evidence.phone),
        same_person=bool((evidence.phone and not evidence.common) or evidence.code)
        or (_full_unit(evidence) and evidence.name in ALIKE),
        findings=findings,
        evidence=evidence,
        asked=asked,
        other=other,
    )


def _level(evidence: Evidence, asked: Reading, other: Reading, vocabulary: Vocabulary) -> str:
    if evidence.code or (evidence.phone and not evidence.common) or _full_unit(evidence):
        return "certain"
    kin_counts = vocabulary.relative_scope == "any" or evidence.unit == "equal"
    if evidence.kin_by == "phone" and kin_counts and not evidence.kin_common:
        return "certain"
    if evidence.phone or evidence.unit in ("equal", "partial", "ambiguous"):
        return "doubtful"
    # All digits of a mobile with one too many are there to be seen, whoever bears it.
    mask_tells = evidence.mask and (evidence.name in SAME or evidence.digits == LENGTH)
    if mask_tells and evidence.unit != "different":
        return "doubtful"
    one_lacks_unit = not (asked.home.complete and other.home.complete) and evidence.unit != "different"
    if evidence.estate and evidence.name in ALIKE and one_lacks_unit and not evidence.name_common:
        return "doubtful"
    return "doubtful" if evidence.kin and kin_counts else ""


def _full_unit(evidence: Evidence) -> bool:
    """An equal full unit of an estate that is surely the same one; two companies in one office stay a doubt."""
    if evidence.unit != "equal" or evidence.place == "unknown" or evidence.two_companies:
        return False
    return evidence.estate == "equal" or (evidence.estate == "no_brand" and evidence.place == "equal")


def _kind(evidence: Evidence) -> str:
    seen = evidence.mask and (evidence.name != "different" or evidence.digits == LENGTH)
    if evidence.phone or evidence.code or seen:
        return "same_customer"
    if evidence.estate and evidence.unit != "different" and evidence.name in SAME:
        return "same_customer"
    return "relative" if evidence.kin else "same_unit"
