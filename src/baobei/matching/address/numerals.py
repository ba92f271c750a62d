"""Chinese numerals as plain integers."""

DIGITS = dict(zip("零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100}
CHARACTERS = "".join(DIGITS) + "".join(TENS)


def integer(written: str) -> str:
    """``written`` (一百零二, 十八, 二十, 一八零一, 幺 excluded) as a plain integer, without leading zeros."""
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
