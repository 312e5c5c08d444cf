"""Why a Word document is not used as a template. Imports no schema: the process that reads one
starts fast."""

from contracts.refusals import Invalid, code

template_unreadable = code(
    Invalid,
    "template_unreadable",
    zh="模板无法读取，请上传 Word 文档（.docx）；占位符的写法见说明：{problem}。",
    en="The template can't be used; send a Word document (.docx). What is wrong: {problem}.",
)
template_unknown = code(
    Invalid,
    "template_unknown",
    zh="模板含未知占位符：{unknown}。",
    en="The template has unknown placeholders: {unknown}.",
)
template_unsafe = code(
    Invalid,
    "template_unsafe",
    zh="模板只能使用占位符、循环和条件，且不能含宏、外部内容或嵌入对象：{problem}。",
    en="A template may insert, repeat and decide, and holds no macros, nothing from outside and"
    " no embedded objects: {problem}.",
)
