"""Words for kin, of the whole country, and which relation each means."""

import re

from baobei.matching.normalise import plain

RELATIONS = ("spouse", "parent", "child", "sibling", "other")
_WORDS = {
    "spouse": (
        "配偶 夫妻 夫妇 老婆 老公 爱人 妻子 丈夫 媳妇 媳妇儿 先生 太太 夫人 内人 内子 妻 夫 对象 老伴 老伴儿 堂客 "
        "婆娘 屋头的 屋头人 屋里的 屋里人 当家的 孩子他爸 孩子他妈 孩子爸 孩子妈 娃儿他爸 娃儿他妈 娃他爸 娃他妈 "
        "husband wife"
    ),
    "parent": (
        "父亲 母亲 爸爸 妈妈 老爸 老妈 父母 爸妈 双亲 爸 妈 父 母 爹 娘 老爹 老娘 爹爹 姆妈 阿爸 阿妈 阿爹 阿娘 老豆 "
        "老窦 老母 老汉 老汉儿 妈老汉 老爷子 生父 生母 养父 养母 继父 继母 后爸 后妈 dad mom mum father mother"
    ),
    "child": (
        "儿子 女儿 孩子 小孩 子女 儿女 闺女 姑娘 丫头 长子 次子 三子 长女 次女 三女 大儿子 二儿子 三儿子 小儿子 "
        "大女儿 二女儿 三女儿 小女儿 大儿 二儿 小儿 大女 二女 小女 幺儿 幺女 独子 独女 独生子 独生女 犬子 爱女 养子 "
        "养女 继子 继女 娃 娃儿 娃娃 崽 崽崽 大崽 满崽 仔 仔仔 大仔 细仔 囡 囡囡 儿 女 子 son daughter kid child"
    ),
    "sibling": (
        "兄弟 兄妹 姐弟 姐妹 姊妹 弟兄 哥哥 弟弟 姐姐 妹妹 大哥 二哥 三哥 大姐 二姐 三姐 大弟 二弟 小弟 大妹 二妹 "
        "小妹 亲哥 亲弟 亲姐 亲妹 胞兄 胞弟 胞姐 胞妹 老哥 老弟 老姐 老妹 细佬 大佬 家姐 家兄 兄长 妹子 妹儿 兄 弟 姐 "
        "妹 哥 brother sister"
    ),
    "other": (
        "岳父 岳母 老丈人 丈人 丈母娘 丈母 公公 婆婆 公婆 家公 家婆 女婿 儿媳 儿媳妇 幺儿媳 孙媳 孙女婿 亲家 亲家公 "
        "亲家母 爷爷 奶奶 外公 外婆 外爷 家家 姥姥 姥爷 祖父 祖母 外祖父 外祖母 孙子 孙女 孙儿 外孙 外孙女 叔叔 叔 "
        "叔父 伯伯 伯父 伯母 伯娘 婶婶 舅舅 舅 舅妈 舅父 姑姑 姑妈 姑父 姑爷 姨妈 姨父 姨夫 姨 小姨 阿姨 嬢嬢 孃孃 "
        "幺爸 幺叔 幺妈 侄子 侄儿 侄女 外甥 外甥女 表哥 表弟 表姐 表妹 表兄 堂哥 堂弟 堂姐 堂妹 堂兄 嫂子 嫂嫂 姐夫 "
        "妹夫 弟媳 弟妹 小舅子 大舅子 小姨子 大姨子 小姑子 连襟 妯娌 干爹 干妈 女朋友 男朋友 女友 男友 未婚妻 未婚夫 "
        "前妻 前夫 亲戚 亲属 家属 家人 朋友 同事 同学 战友 邻居 老乡 保姆 司机 秘书 助理 介绍人 联系人 紧急联系人 "
        "其他 friend"
    ),
}
_RELATION_OF = {word: relation for relation, words in _WORDS.items() for word in words.split()}
_RELATION_OF.update({relation: relation for relation in RELATIONS})
OWNER = "(?:客户|业主|本人|他|她|其|我|你)?的?"
"""Whose relative it is, before the word."""
_NO_NAME = "(?![一-鿿](?![一-鿿]))"
"""孙子 is kin, 孙子洋 somebody of that surname."""
_SAID = {word: word + _NO_NAME if word.startswith("孙") else word for word in _RELATION_OF}
# Letters of either case; a whole pattern without case takes ten times as long to compile.
WORD = "|".join(
    f"(?i:{_SAID[word]})" if word.isascii() else _SAID[word] for word in sorted(_RELATION_OF, key=len, reverse=True)
)
"""Any word for kin, the longest first, as a pattern."""
_LONGEST = 40
TITLES_TOO = frozenset("先生 太太 夫人 阿姨 叔叔 大哥 大姐 姑娘 老弟 老哥".split())
"""Words for kin that stand behind names as well."""
_OWNED = re.compile(f"^{OWNER}(?={WORD})")


def relation_of(word: str) -> str:
    """The relation that a word for kin means: ``spouse parent child sibling`` or ``other``."""
    return _RELATION_OF.get(_OWNED.sub("", plain(word[:_LONGEST]).lower()), "other")
