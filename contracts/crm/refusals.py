"""What crm refuses, and what to do instead."""

from contracts.refusals import Conflict, Invalid, code

customer_exists = code(
    Conflict,
    "customer_exists",
    zh="该号码已有客户档案。是您的客户请直接打开档案跟进；否则请主管判客后再联系。",
    en="There is a file with this number already. If the customer is yours, open it; otherwise ask"
    " your supervisor to decide whose customer it is before you make contact.",
)
customer_id_taken = code(
    Conflict,
    "customer_id_taken",
    zh="该客户编号已被使用，请换一个编号。",
    en="This customer id is taken; use a fresh one.",
)
project_not_yours = code(
    Invalid,
    "project_not_yours",
    zh="请用 project_id 指明首次接待的项目，只能是您所在的项目。",
    en="Name the project of first contact in project_id; it must be one of yours.",
)
already_owner = code(
    Conflict,
    "already_owner",
    zh="该客户已由此人负责。",
    en="The customer is theirs already.",
)
owner_unsuitable = code(
    Invalid,
    "owner_unsuitable",
    zh="客户只能分配给您管理范围内在岗的置业顾问或客户经理。",
    en="Customers go to consultants or account managers on duty within your scope.",
)
next_contact_too_late = code(
    Invalid,
    "next_contact_too_late",
    zh="下次跟进时间须在本次之后、{latest} 之前（每周至少一次）。",
    en="The next contact must be after this one and not later than {latest}: at least one a week.",
)
contact_in_future = code(
    Invalid,
    "contact_in_future",
    zh="跟进时间不能晚于现在。",
    en="A contact can't have happened in the future.",
)
