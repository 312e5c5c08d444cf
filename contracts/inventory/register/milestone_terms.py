"""By when a project's milestones are to be reached, and which documents they need (design §8)."""

from marshmallow import fields, validate

from contracts.schema import Answer, Request, Text, Whole


def _days(default: int, most: int = 365) -> Whole:
    return Whole(load_default=default, validate=validate.Range(1, most))


def _documents(*default: str) -> fields.List:
    return fields.List(
        Text(most=60), load_default=lambda: list(default), validate=validate.Length(max=30)
    )


class MilestoneTerms(Request):
    """Days since the signing, those of the title since the handover."""

    filing_days = _days(30, most=30)
    """《城市商品房预售管理办法》第十条: within 30 days of the contract."""
    loan_days = _days(30)
    provident_fund_days = _days(60)
    title_days = _days(90)
    """《商品房买卖合同司法解释》第十四条: 90 days of the handover where nothing else is agreed."""
    loan_documents = _documents("身份证明", "婚姻证明", "收入证明", "银行流水", "首付款凭证")
    handover_documents = _documents(
        "住宅质量保证书", "住宅使用说明书", "竣工验收备案表", "面积实测报告"
    )
    """两书一表: 《商品房销售管理办法》第三十二条, 《城市房地产开发经营管理条例》第三十条."""
    title_documents = _documents("购房发票", "契税完税凭证", "维修资金凭证", "身份证明")


class MilestoneTermsAnswer(Answer):
    filing_days = fields.Integer()
    loan_days = fields.Integer()
    provident_fund_days = fields.Integer()
    title_days = fields.Integer()
    loan_documents = fields.List(fields.String())
    handover_documents = fields.List(fields.String())
    title_documents = fields.List(fields.String())
