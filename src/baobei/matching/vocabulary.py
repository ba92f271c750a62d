"""The company's own words and numbers that matching needs; the caller fills them from the policy of the day."""

from collections.abc import Mapping
from dataclasses import dataclass

from baobei.matching.communities import NO_COMMUNITIES, Communities

SINGLE_BUILDINGS = tuple("大厦 公寓 大楼 写字楼 商务楼 塔楼".split())
SITE_WORDS = tuple(
    (
        "厂 店 馆 院 所 局 站 学校 小学 中学 大学 学院 幼儿园 医院 大厦 大楼 写字楼 酒店 宾馆 饭店 商场 市场 "
        "超市 广场 银行 公司 仓库 工地 中心 园区 产业园 工业园 科技园"
    ).split()
)


@dataclass(frozen=True)
class Vocabulary:
    """What the policy says about matching.

    ``single_buildings`` end the name of an estate that is one building (address.single_buildings), ``site_words``
    end a named site (address.site_words), ``immediate_relatives`` collide (collision.immediate_relatives),
    ``relative_scope`` is ``any`` or ``same_unit`` (collision.relative_scope), ``review_threshold`` 0–1 is the least
    score of a doubt (match.review_threshold), ``weights`` how much each finding counts in natural log-odds
    (match.weights), ``communities`` the company's own table of estates.
    """

    weights: Mapping[str, float]
    single_buildings: tuple[str, ...] = SINGLE_BUILDINGS
    site_words: tuple[str, ...] = SITE_WORDS
    immediate_relatives: tuple[str, ...] = ("spouse", "parent", "child")
    relative_scope: str = "any"
    review_threshold: float = 0.5
    communities: Communities = NO_COMMUNITIES
