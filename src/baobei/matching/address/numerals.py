"""Chinese numerals as plain integers."""

DIGITS = {
    character: value
    for value, characters in enumerate(
        ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}
CHARACTERS = "".join(DIGITS) + "".join(TENS)


def integer(written: str) -> str:
    """``written`` (一百零二, 十八, 廿三, 一八零一) as a plain integer, without leading zeros."""
    if not any(character in TENS for character in written):
        return plain("".join(str(DIGITS[character]) for character in written))
    total, digit = 0, 0
    for character in written:
        if character not in TENS:
            digit = DIGITS[character]
        elif character in "廿卅":
            total, digit = total + TENS[character], 0
        else:
            total, digit = total + (digit or 1) * TENS[character], 0
    return str(total + digit)


def plain(digits: str) -> str:
    """``digits`` without leading zeros."""
    return digits.lstrip("0") or "0"
