"""How much each finding weighs, in natural log-odds.

Fellegi and Sunter (1969): a finding that is m times as likely on two records of one customer as on two records of
strangers adds ln(m) to the odds. The weights add up because the findings are taken as independent. ``prior`` is
where a pair starts that was found by a key at all; ``logistic(sum)`` is the score. Hard rules stand above the sum
(see ``compare``).
"""

from collections.abc import Mapping
from types import MappingProxyType

DEFAULT: Mapping[str, float] = MappingProxyType(
    {
        "prior": -4.0,
        "phone.equal": 10.0,
        "code.equal": 10.0,
        "phone.common": -5.0,
        "phone.mask": 3.6,
        "phone.mask_more": 0.4,
        "estate.equal": 1.8,
        "estate.no_brand": -0.5,
        "estate.longer": -0.6,
        "estate.sound": -0.6,
        "unit.equal": 8.0,
        "unit.partial": 2.9,
        "unit.ambiguous": 3.4,
        "district.unknown": -2.0,
        "name.equal": 2.8,
        "name.sound": 1.6,
        "name.latin": 2.5,
        "name.dropped": 1.2,
        "name.different": -0.3,
        "kin.phone": 8.0,
        "kin.common": -3.0,
        "kin.name": 2.8,
    }
)
