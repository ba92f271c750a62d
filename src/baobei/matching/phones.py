"""Telephone numbers in a field as people fill it: several, grouped, labelled, remarked, masked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from baobei.matching.digits import spelled, without_numbering
from baobei.matching.normalise import has_control, plain
from baobei.words import Text, say

MOBILE = re.compile(r"1[3-9]\d{9}", re.A)
SERVICE = re.compile(r"[48]00\d{7}", re.A)
LAND = re.compile(r"0(?:10|2\d|[3-9]\d{2})\d{7,8}", re.A)
MASKED = re.compile(r"1[3-9]\d[\d*]{8}", re.A)
LENGTH = 11
FIELD_LENGTH = 300
FEW = 50
"""Phone fields that are read; nobody has more."""

_USUAL = re.compile(r"(?:\+86[ -]?)?(1[3-9]\d)([ -]?)(\d{4})\2(\d{4})", re.A)
"""How most mobiles are written; what matches is read without a look at anything rarer."""
_COUNTRY = re.compile(
    r"^\(?(?:\+|00) ?86\)?[ .-]*|^\(86\)[ .-]*|^86[ .-]+(?=1[3-9]|0|\(|\d{2,3}[ -]\d{7,8}$)"
    r"|^86(?=1[3-9](?:[ .-]?\d){9}$)"
)
_CARRIER = re.compile(
    r"^(?:179\d\d|1258\d|12593|12520|10193|11808)[ -]*(?=0?1[3-9](?:[ -]?\d){9}(?!\d)|0\d{9,11}(?!\d))"
)
_NEIGHBOUR = re.compile(r"^\(?(?=(?:852|853|886)[ )-]+\d[\d -]{6,10}$)")
_TRUNK = re.compile(r"1[3-9]|0|[48]00|[^\d]*$")
_EXTENSION = re.compile(r"(?:转分机|转|分机|ext\.?|x|#|\*)[ :]*(\d{1,6})\b", re.I)
_HIDDEN = r"(?:开头|打头|中间|隐藏|保密|省略|隐去|遮|尾|末|后四)"
_SAID = re.compile(rf"(?<!\d)(1[3-9]\d)(?=[^\d;/|]{{0,12}}{_HIDDEN})[^\d;/|]{{1,16}}(\d{{4}})(?!\d)")
_ENDS = re.compile(r"^[^\d]*(1[3-9]\d)[ -](\d{4})[^\d]*$")
_MASK = re.compile(r"(?<=\d)[ ]?(?:[*xX×✱✲•·●○■□▢※#?_~…]+|[-.]{3,}|([^\w\s+;,/|()-])\1+)[ ]?(?=\d)|(?<=\d)[*×•●…]+$")
_REMARK = re.compile(r"\([^()]*[^\d() +*-][^()]*\)|【[^】]*】|\[[^\]]*\]")
_ASIDE = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
    r"|(?:qq|扣扣)号?[ :]*\d{5,10}(?!\d)|(?:微信号?|wechat|weixin|wx|vx)[ :]*[a-z][\w-]{5,19}"
    r"|(?<![\d-])\d{1,2}:\d{2}(?:[ ]?[-~到至][ ]?\d{1,2}:\d{2})?(?!\d)|(?<!\d)\d{1,2}(?:点|时|号楼|月|日|岁)"
    r"|(?<![\d-])20[0-4]\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?![\d-])|(?<=\d{11})\.0(?!\d)",
    re.I | re.A,
)
_FLOAT = re.compile(r"(?<!\d)1\.(\d{10})E\+?10(?!\d)", re.I)
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\d](?:\d(?![\d-]))?[.:]*|[A-Za-z]+(?:[1-9]\d{0,5}(?!\d))?[.:]*")
_LETTERS_WITHIN = re.compile(r"\d[A-Za-z]+\d")
_APART = re.compile(r"[;/,、，；|\n\r\t]+|(?<=\d)[和或与及&](?=\d)|(?<=\d)\+(?=1[3-9]\d{9})")
_GROUP = re.compile(r"\+?[\d*]+", re.A)
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Numbers:
    """Full numbers and masks in the order written, and the first fault; what is only likely stands with the masks."""

    full: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()
    problem: Text | None = None


def read_phones(fields: Sequence[str]) -> Numbers:
    """Read phone fields; each may hold several numbers, one bad number spoils them all (CR-3.1).

    Returns mainland numbers as digits, others with ``+`` and country code, masks as eleven places with ``*``.
    """
    full: list[str] = []
    masks: list[str] = []
    problem: Text | None = None
    for field in fields[:FEW]:
        if has_control(field[:FIELD_LENGTH], lines=True):
            problem = problem or say("Phone has control characters")
        if len(field) > FIELD_LENGTH:
            problem = problem or say(
                "Phone field has {have} characters, at most {most} are possible", have=len(field), most=FIELD_LENGTH
            )
        if usual := _USUAL.fullmatch(field):
            number = usual[1] + usual[3] + usual[4]
            if number not in full:
                full.append(number)
            continue
        for piece in _pieces(field[:FIELD_LENGTH]):
            for number, fault in _numbers(piece):
                problem = problem or fault
                if number:
                    kept = masks if fault or "*" in number else full
                    if number not in kept:
                        kept.append(number)
    if not full and not masks and problem is None:
        words = plain(" ".join(field[:FIELD_LENGTH] for field in fields[:FEW])[:FIELD_LENGTH])[:_QUOTED]
        problem = say("There is no phone number in “{text}”", text=words) if words else say("Phone is missing")
    return Numbers(tuple(full), tuple(masks), problem)


def without_asides(text: str) -> str:
    """``text``, in half width, without what has digits but is no phone: identity numbers, chat names, dates, times."""
    return _ASIDE.sub(" ", text)


def mask_key(number: str) -> str | None:
    """First three and last four digits of a mobile or of a mask that shows them."""
    if number[0] != "1" or len(number) != LENGTH:
        return None
    seen = number[:3] + number[-4:]
    return None if "*" in seen else seen


def compared_digits(mask: str, other: str) -> int:
    """How many digits both show, or 0 where one contradicts the other."""
    shown = 0
    for left, right in zip(mask, other, strict=False):
        if left != "*" and right != "*":
            if left != right:
                return 0
            shown += 1
    return shown


def _pieces(field: str) -> list[str]:
    text = _SAID.sub(r"\1****\2", spelled(field.replace("\n", ";")))
    text = without_numbering(without_asides(_FLOAT.sub(r"1\1", text)))
    return [piece.strip() for piece in _APART.split(text) if piece.strip()]


def _numbers(piece: str) -> list[tuple[str, Text | None]]:
    if MOBILE.fullmatch(piece):
        return [(piece, None)]
    extension = _EXTENSION.search(piece) if LAND.search(re.sub(r"[ ()-]", "", piece)) else None
    if extension:
        piece = piece[: extension.start()]
    if ends := _ENDS.match(piece):
        return [(f"{ends[1]}****{ends[2]}", None)]
    bare = _MASK.sub("*", _REMARK.sub(" ", piece))
    if _LETTERS_WITHIN.search(bare):
        return [("", say("Phone “{phone}” has letters", phone=piece[:_QUOTED]))]
    bare = _WORD.sub(" ", bare).strip()
    bare, domestic = _COUNTRY.subn("", bare.strip(" .:-"))
    if domestic and not _TRUNK.match(bare.lstrip("(")):
        bare = f"0{bare.lstrip('(')}"
    bare = _NEIGHBOUR.sub("+", _CARRIER.sub("", bare))
    groups = _GROUP.findall(bare)
    found: list[tuple[str, Text | None]] = []
    while groups:
        number, taken, fault = _first(groups)
        groups = groups[taken:]
        while groups and groups[0] in ("+86", "86", "0086"):
            groups = groups[1:]
        if number and extension and not groups and number[0] == "0":
            number = f"{number}-{extension[1]}"
        elif number and number[0] == "0" and groups and len(groups[0]) <= 5 and f"-{groups[0]}" in bare:
            number, groups = f"{number}-{groups[0]}", groups[1:]
        found.append((number, fault))
    return found


def _first(groups: list[str]) -> tuple[str, int, Text | None]:
    """The first number in groups of digits, how many groups it took, and what is wrong with it."""
    if groups[0].startswith("+") or groups[0].startswith("00"):
        return _foreign(groups)
    joined = ""
    best: tuple[str, int] | None = None
    for taken, group in enumerate(groups, start=1):
        if group.startswith("+"):
            break
        if best and "*" in joined and "*" in group:
            break
        joined += group
        number = _known(joined)
        if number:
            best = number, taken
        if len(joined) > LENGTH + 1:
            break
    if best:
        return best[0], best[1], None
    whole, taken = groups[0], 1
    for group in groups[1:]:
        if len(whole) >= LENGTH or group.startswith("+"):
            break
        whole, taken = whole + group, taken + 1
    return _without_appended(whole), taken, _fault(whole)


def _without_appended(digits: str) -> str:
    """A mobile with a digit appended to pass a check for known numbers: no phone, but as telling as a mask."""
    return digits[:LENGTH] if len(digits) == LENGTH + 1 and MOBILE.match(digits) else ""


def _known(digits: str) -> str | None:
    if MOBILE.fullmatch(digits) or SERVICE.fullmatch(digits) or LAND.fullmatch(digits):
        return digits
    if digits[0] == "0" and MOBILE.fullmatch(digits[1:]):
        return digits[1:]
    return _masked(digits) if "*" in digits else None


def _masked(digits: str) -> str | None:
    """A mask brought to eleven places; how many stars people type says nothing."""
    head, tail = digits.partition("*")[0], digits.rpartition("*")[2]
    if len(digits) != LENGTH and len(head) + len(tail) < LENGTH:
        digits = head + "*" * (LENGTH - len(head) - len(tail)) + tail
    shown = len(digits) - digits.count("*")
    return digits if MASKED.fullmatch(digits) and shown >= 6 else None


def _foreign(groups: list[str]) -> tuple[str, int, Text | None]:
    import phonenumbers

    digits, taken = groups[0].removeprefix("+").removeprefix("00"), 1
    for group in groups[1:]:
        if group.startswith("+") or len(digits) + len(group) > 15 or "*" in group:
            break
        digits, taken = digits + group, taken + 1
    try:
        parsed = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return "", taken, _fault("+" + digits)
    if not phonenumbers.is_possible_number(parsed):
        return "", taken, _fault("+" + digits)
    if parsed.country_code == 86:
        national = phonenumbers.national_significant_number(parsed)
        number = _known(national) or _known("0" + national)
        return (number, taken, None) if number else ("", taken, _fault(national))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), taken, None


def _fault(digits: str) -> Text:
    shown = len(digits.replace("*", ""))
    digits = digits if len(digits) <= _QUOTED else f"{digits[:_QUOTED]}…"
    if "*" in digits:
        return say("Masked phone “{phone}” must show the first three and last four digits", phone=digits)
    if digits.startswith("+"):
        return say("Phone “{phone}” is no number of that country", phone=digits)
    if shown in (7, 8):
        return say("Land line “{phone}” needs its area code", phone=digits)
    if shown == LENGTH:
        return say("Phone “{phone}” is neither a mobile nor a land line with area code", phone=digits)
    return say("Phone “{phone}” has {have} digits, should be {want}", phone=digits, have=shown, want=LENGTH)
