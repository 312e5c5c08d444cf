"""Words that people in Chinese offices make passwords of; zxcvbn knows the English ones."""

_PHRASES = (
    "woaini woaiwojia aini aiwo woshi shishei woyaoni nihao mima wodemima jintian mingtian "
    "jiayou facai gongxi xinnian kuaile zhongguo china yishengyishi baobei laopo laogong "
    "mama baba laoban wangluo weixin zhifubao taobao baidu qqmima "
    "我爱你 你好 密码 我的密码 一生一世 加油 发财 恭喜发财 新年快乐 中国 老板 宝贝"
)
_NUMBERS = (
    "520 5201314 1314520 1314 521 5211314 520520 1314521 147258 147258369 258369 789456 789456123 "
    "159357 123321 112233 123123 321321 888888 666666 168168 518518 000000 314159"
)
_KEYS = "qwer asdf zxcv qweasd qweasdzxc qazwsx 1qaz 2wsx 3edc a1b2c3 abc qq aa a123 aa123 asd123"
_TRADE = (
    "loupan loushi maifang xinfang fangchan dichan zhiye xiaoshou shouloubu guwen caiwu zongjian "
    "jingli admin administrator root manager finance sales house property welcome changeme "
    "楼盘 楼市 新房 房产 地产 置业 销售 售楼部 财务 经理 总监 管理员 花园 公司"
)
_CITIES = (
    "beijing shanghai guangzhou shenzhen chengdu chongqing hangzhou nanjing wuhan xian tianjin "
    "suzhou changsha qingdao zhengzhou 北京 上海 广州 深圳 成都 重庆 杭州 南京 武汉 西安"
)
_NAMES = (
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng "
    "liang xie song tang xu han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu "
    "wei fang na min jing xiu qiang lei jun jie juan yong yan ping gang ying hua ming yu mei"
)

HABITS = tuple(" ".join((_PHRASES, _NUMBERS, _KEYS, _TRADE, _CITIES, _NAMES)).split())
