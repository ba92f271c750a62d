"""Words from which a made-up company is drawn: none of its people, communities or numbers exist."""

_SURNAMES = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 罗 梁 宋 郑 谢 韩 唐 冯 于 董"
_SPELT_SURNAMES = (
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu "
    "gao lin he guo luo liang song zheng xie han tang feng yu dong"
)
_GIVEN = (
    "芳 强 静 敏 磊 红 丽 伟 娜 涛 洋 艳 勇 军 杰 娟 霞 平 建国 晓燕 志明 雪梅 文博 子涵 欣怡 浩然 国华 春燕 玉兰 海燕"
)
_SPELT_GIVEN = (
    "fang qiang jing min lei hong li wei na tao yang yan yong jun jie juan "
    "xia ping jianguo xiaoyan zhiming xuemei wenbo zihan xinyi haoran guohua chunyan yulan haiyan"
)
SURNAMES = dict(zip(_SURNAMES.split(), _SPELT_SURNAMES.split(), strict=True))
GIVEN = dict(zip(_GIVEN.split(), _SPELT_GIVEN.split(), strict=True))
DEPARTMENTS = ("渝北一部", "江北二部", "南岸三部", "渝中四部", "巴南五部", "北碚六部", "大渡口七部", "沙坪坝八部")
REGIONS = ("主城北区", "主城南区")
COMPANY = "朝渡地产"
DISTRICTS = ("渝北区", "江北区", "南岸区", "渝中区", "巴南区", "沙坪坝区")
FIRST, SECOND = (
    ("云", "锦", "澜", "栖", "翠", "鹭", "晴", "桂", "枫", "沐"),
    ("溪苑", "澜府", "山庭", "湖居", "屿城", "岸里", "川坊"),
)
SOURCES = ("门店来访", "老客户介绍", "网络咨询", "电话来访", "社区活动")
NEEDS = ("三房自住", "两房刚需", "学区房", "改善四房", "商铺投资", "给父母养老")
FEEDBACK = (
    "约了周六看房",
    "觉得楼层偏低,再看一套",
    "首付还差十来万,等家里商量",
    "喜欢朝向,想再谈谈价",
    "对比了隔壁楼盘,偏向我们",
    "电话没接,发了户型图",
    "带父母看过,基本定了",
    "要等孩子放假再来",
)
REASONS = ("核对提成依据", "客户来电询问进度", "抽查跟进情况")
