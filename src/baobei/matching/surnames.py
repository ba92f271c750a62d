"""Surnames: which are of two characters, and how those with several readings are read as surnames."""


def _readings(text: str) -> dict[str, tuple[str, ...]]:
    pairs = (entry.split(":") for entry in text.split())
    return {character: tuple(sounds.split("/")) for character, sounds in pairs}


COMPOUND = frozenset(
    (
        "欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 长孙 宇文 轩辕 端木 独孤 南宫 万俟 闻人 "
        "赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 "
        "漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 "
        "纳兰 完颜 耶律 爱新觉罗 叶赫那拉 乌雅 富察 钮祜禄"
    ).split()
)
_BY_NUMBER = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
    "裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦"
    "戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻"
    "苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练"
    "廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿"
    "鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由斐郗缑"
    "昌隗郇宓亥撒缴种盈褥仉过逄贲仵佴乜禚訾么折员丘贝水竺仙阎萧傅锺戗璩桥肇鬱"
)
SINGLE = frozenset(_BY_NUMBER)
COMMON = frozenset(_BY_NUMBER[:200])
"""Those that make a character in the middle of a text the beginning of a name."""
READINGS = _readings(
    "单:shan/dan 解:xie/jie 仇:qiu/chou 区:ou/qu 查:zha/cha 曾:zeng/ceng 朴:piao/pu 盖:ge/gai 翟:zhai/di "
    "覃:qin/tan 乐:yue/le 任:ren 宁:ning 冼:xian 缪:miao/mou 谌:chen/shen 员:yun/yuan 黑:he/hei 折:she/zhe "
    "种:chong/zhong 牟:mu/mou 葛:ge 华:hua 秘:bi/mi 逄:pang 繁:po/fan 费:fei/bi 句:gou/ju 薄:bo/bao 柏:bai/bo "
    "祭:zhai/ji 宓:mi/fu 阚:kan 隗:wei/kui 郗:xi/chi 召:shao/zhao 纪:ji 那:na 应:ying 盛:sheng/cheng 石:shi "
    "逯:lu 么:yao/me 仉:zhang 佴:nai 郇:xun/huan 贲:ben 干:gan 晁:chao 缑:gou 亓:qi 芈:mi 尉:yu/wei 曲:qu "
    "过:guo 相:xiang 车:che 藏:zang/cang 臧:zang 重:chong/zhong 长:chang/zhang 呙:guo 昝:zan 郄:qie/xi "
    "厘:xi/li 哈:ha 洗:xian/xi 适:kuo/shi 术:zhu/shu 朝:chao/zhao 能:nai/neng 殷:yin 俞:yu 於:yu 尹:yin "
    "沈:shen 万:wan 欧阳:ouyang 尉迟:yuchi 万俟:moqi 长孙:zhangsun 澹台:tantai 令狐:linghu 单于:chanyu "
    "呼延:huyan 夏侯:xiahou 诸葛:zhuge 皇甫:huangfu 宰父:zaifu 亓官:qiguan 乐正:yuezheng 鲜于:xianyu "
    "濮阳:puyang"
)
"""How a surname sounds, the usual way first."""
GIVEN = _readings(
    "乐:le/yue 长:chang/zhang 朝:zhao/chao 晟:sheng/cheng 茜:qian/xi 娜:na/nuo 重:zhong/chong 行:xing/hang "
    "盛:sheng/cheng 柏:bo/bai 莘:xin/shen 露:lu 好:hao 单:dan/shan 曾:zeng/ceng 参:shen/can 传:chuan/zhuan "
    "藏:cang/zang 着:zhe 都:du/dou 宿:su 琢:zhuo 朴:pu 没:mo 石:shi 还:huan/hai 和:he 尽:jin 校:xiao 洗:xi "
    "系:xi 得:de 的:di 了:liao 地:di 中:zhong 为:wei 兴:xing 正:zheng 少:shao 相:xiang 晓:xiao 大:da 会:hui "
    "沈:shen 贾:jia/gu 燕:yan 华:hua 应:ying 俊:jun 珏:jue/yu 铭:ming 什:shi 车:che 奇:qi 薄:bo 色:se 芮:rui "
    "筠:yun/jun 隽:jun/juan 颉:jie/xie 澄:cheng/deng 圻:qi/yin"
)
"""How a character sounds in a given name, where it has several readings."""
