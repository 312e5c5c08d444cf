"""What templates may name, each with an example (`docs/contract-template.md`)."""

from typing import Any

from contracts.inventory.papers.templates import DocumentKind

PLACEHOLDERS: dict[str, str] = {
    "合同编号": "LMBH-2026-00042",
    "项目名称": "鹭鸣北湖名邸",
    "开发商": "某某置业有限公司",
    "项目地址": "成都市金牛区北湖路 1 号",
    "预售许可证": "510108202366120",
    "楼栋": "1栋",
    "单元": "1单元",
    "楼层": "8",
    "房号": "802",
    "户型": "A1",
    "用途": "住宅",
    "建筑面积": "118.50",
    "套内面积": "92.30",
    "单价": "18000.00",
    "总价": "2133000.00",
    "总价大写": "贰佰壹拾叁万叁仟元整",
    "定金": "20000.00",
    "定金大写": "贰万元整",
    "付款方式": "商业贷款",
    "交房日期": "2028年06月30日",
    "买受人": "李晓梅",
    "证件类型": "居民身份证",
    "证件号码": "________________（尾号 0011）",
    "联系电话": "138****5678",
    "起草日期": "2026年11月21日",
}
"""Of a contract."""

_BEFORE_THE_CHANGE = PLACEHOLDERS.keys() - {"单价", "定金", "定金大写", "交房日期", "预售许可证"}
AGREEMENT: dict[str, str] = {
    **{name: PLACEHOLDERS[name] for name in PLACEHOLDERS if name in _BEFORE_THE_CHANGE},
    "变更类型": "换房",
    "已付款": "660000.00",
    "违约金": "10000.00",
    "没收定金": "20000.00",
    "扣款说明": "认购书第四条",
    "退款": "630000.00",
    "退款大写": "陆拾叁万元整",
    "转入金额": "640000.00",
    "新楼栋": "2栋",
    "新单元": "1单元",
    "新房号": "1203",
    "新建筑面积": "126.00",
    "新总价": "2268000.00",
    "新总价大写": "贰佰贰拾陆万捌仟元整",
    "差额": "135000.00",
    "新付款方式": "一次性付款",
    "签约期限": "2026年12月31日",
    "相关权利人": "王建国",
    "权利人": "李晓梅（50%）、王建国（50%）",
}
"""Of an agreement on a change: what was agreed before it, and the change. What a change has nothing
to do with is empty."""

PLAN = "付款计划"
PLAN_FIELDS: dict[str, str] = {
    "期次": "1",
    "名称": "首付款",
    "日期": "签约后 7 日内",
    "金额": "640000.00",
    "金额大写": "陆拾肆万元整",
}
"""The lines of the payment plan, each with an example."""


def of(document: DocumentKind) -> dict[str, str]:
    return PLACEHOLDERS if document is DocumentKind.CONTRACT else AGREEMENT


def example(document: DocumentKind) -> dict[str, Any]:
    """Values for every placeholder."""
    return {**of(document), PLAN: [dict(PLAN_FIELDS)] * 2}
