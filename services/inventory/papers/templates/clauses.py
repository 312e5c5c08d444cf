"""What the templates that come with the product say: plain texts to start from. A company replaces
them by its own, the contract by the one that the competent authority has approved (示范文本)."""

from dataclasses import dataclass

from contracts.inventory.papers.templates import DocumentKind

Clauses = tuple[tuple[str, str], ...]
"""Headings and texts, a paragraph a line."""


@dataclass(frozen=True)
class Wording:
    """`before` and `after` stand around the table of the payment plan; without a plan to tell, an
    agreement has no table."""

    title: str
    before: Clauses
    has_plan: bool
    after: Clauses


_PARTIES = (
    "出卖人：{{ 开发商 }}\n买受人：{{ 买受人 }}\n证件：{{ 证件类型 }}　号码：{{ 证件号码 }}\n"
    "联系电话：{{ 联系电话 }}"
)
_HOUSE = (
    "项目：{{ 项目名称 }}{% if 项目地址 %}，位于{{ 项目地址 }}{% endif %}。\n"
    "房屋：{{ 楼栋 }} {{ 单元 }} {{ 房号 }}，第 {{ 楼层 }} 层，户型 {{ 户型 }}，用途 {{ 用途 }}；"
    "建筑面积 {{ 建筑面积 }} 平方米{% if 套内面积 %}，套内建筑面积 {{ 套内面积 }} 平方米"
    "{% endif %}。\n"
    "总价人民币 {{ 总价 }} 元（大写：{{ 总价大写 }}），付款方式：{{ 付款方式 }}。"
)
_BEGINNING: Clauses = (("第一条　当事人", _PARTIES), ("第二条　原购房屋", _HOUSE))
_END: Clauses = (
    (
        "其他",
        "除上述变更外，原认购书、买卖合同的其他条款继续有效。"
        "本协议一式肆份，自双方签字（盖章）之日起生效。",
    ),
)
_REFUND = (
    "{%p if 退款 %}\n出卖人退还买受人人民币 {{ 退款 }} 元（大写：{{ 退款大写 }}）。\n{%p endif %}"
)

WORDINGS: dict[DocumentKind, Wording] = {
    DocumentKind.CONTRACT: Wording(
        "商品房买卖合同",
        (
            ("第一条　合同当事人", _PARTIES),
            (
                "第二条　项目与房屋",
                "项目：{{ 项目名称 }}{% if 项目地址 %}，位于{{ 项目地址 }}{% endif %}；"
                "预售许可证号：{{ 预售许可证 }}。\n"
                "房屋：{{ 楼栋 }} {{ 单元 }} {{ 房号 }}，第 {{ 楼层 }} 层，户型 {{ 户型 }}，"
                "用途 {{ 用途 }}；"
                "建筑面积 {{ 建筑面积 }} 平方米"
                "{% if 套内面积 %}，套内建筑面积 {{ 套内面积 }} 平方米{% endif %}。",
            ),
            (
                "第三条　价款",
                "{% if 单价 %}单价每平方米人民币 {{ 单价 }} 元，{% endif %}"
                "总价人民币 {{ 总价 }} 元（大写：{{ 总价大写 }}）。\n"
                "{% if 定金 %}买受人已付定金人民币 {{ 定金 }} 元（大写：{{ 定金大写 }}），"
                "抵作房款。{% endif %}",
            ),
            ("第四条　付款方式与期限", "付款方式：{{ 付款方式 }}。各期付款如下："),
        ),
        True,
        (
            (
                "第五条　交付",
                "出卖人应于 {{ 交房日期 }} 前将符合交付条件的房屋交付买受人。"
                "产权登记面积与合同约定面积的误差，比值绝对值在百分之三以内的据实结算，"
                "超出部分依相关规定处理。",
            ),
            (
                "第六条　争议解决",
                "本合同履行中发生争议的，双方协商解决；协商不成的，向房屋所在地人民法院起诉。",
            ),
            ("第七条　其他", "本合同一式肆份，自双方签字（盖章）之日起生效。"),
        ),
    ),
    DocumentKind.CANCELLATION: Wording(
        "退房协议",
        (
            *_BEGINNING,
            (
                "第三条　解除",
                "双方协商一致办理{{ 变更类型 }}：自本协议生效之日起解除上述房屋的认购、买卖关系，"
                "房屋由出卖人收回。",
            ),
            (
                "第四条　款项",
                "买受人已付款人民币 {{ 已付款 }} 元。\n"
                "{%p if 违约金 or 没收定金 %}\n"
                "出卖人扣除违约金人民币 {{ 违约金 }} 元、定金人民币 {{ 没收定金 }} 元；"
                "依据：{{ 扣款说明 }}。\n"
                "{%p endif %}\n" + _REFUND,
            ),
        ),
        False,
        (
            (
                "其他",
                "款项结清后，双方就上述房屋再无其他权利义务。"
                "本协议一式肆份，自双方签字（盖章）之日起生效。",
            ),
        ),
    ),
    DocumentKind.UNIT_CHANGE: Wording(
        "换房协议",
        (
            *_BEGINNING,
            (
                "第三条　新购房屋",
                "双方协商一致办理{{ 变更类型 }}：原购房屋由出卖人收回，买受人改购 {{ 新楼栋 }} "
                "{{ 新单元 }} {{ 新房号 }}，建筑面积 {{ 新建筑面积 }} 平方米，"
                "总价人民币 {{ 新总价 }} 元（大写：{{ 新总价大写 }}），"
                "与原总价相差 {{ 差额 }} 元。",
            ),
            (
                "第四条　款项",
                "买受人已付款人民币 {{ 已付款 }} 元，其中 {{ 转入金额 }} 元转作新购房屋的房款。\n"
                + _REFUND,
            ),
        ),
        True,
        _END,
    ),
    DocumentKind.OWNERS: Wording(
        "权利人变更协议",
        (
            *_BEGINNING,
            (
                "第三条　变更",
                "经各方协商一致办理{{ 变更类型 }}，所涉权利人：{{ 相关权利人 }}。\n"
                "变更后的权利人及份额：{{ 权利人 }}。",
            ),
            (
                "第四条　承继",
                "变更后的权利人承继原认购书、买卖合同的全部权利和义务，已付款项继续有效；"
                "权利人之间的款项自行结算。",
            ),
        ),
        False,
        _END,
    ),
    DocumentKind.SUPPLEMENT: Wording(
        "补充协议",
        (
            *_BEGINNING,
            (
                "第三条　变更",
                "双方协商一致办理{{ 变更类型 }}：\n"
                "{%p if 新总价 %}\n"
                "总价变更为人民币 {{ 新总价 }} 元（大写：{{ 新总价大写 }}），"
                "与原总价相差 {{ 差额 }} 元。\n"
                "{%p endif %}\n"
                "{%p if 新付款方式 %}\n付款方式变更为{{ 新付款方式 }}。\n{%p endif %}\n"
                "{%p if 签约期限 %}\n签约期限延至 {{ 签约期限 }}。\n{%p endif %}\n" + _REFUND,
            ),
        ),
        True,
        _END,
    ),
}
