"""Why a workbook is not read."""

from contracts.refusals import Invalid, code

workbook_unreadable = code(
    Invalid,
    "workbook_unreadable",
    zh="无法读取该文件，请上传 .xlsx 工作簿。",
    en="The file can't be read; send an .xlsx workbook.",
)
workbook_too_large = code(
    Invalid,
    "workbook_too_large",
    zh="文件过大：最多 {rows} 行、{columns} 列、{megabytes} MB。",
    en="The workbook is too large: at most {rows} rows, {columns} columns and {megabytes} MB.",
)
columns_wrong = code(
    Invalid,
    "columns_wrong",
    zh="工作表“{sheet}”的表头有误。缺少：{missing}；无法识别：{unknown}；重复：{repeated}。",
    en="Wrong header in the sheet “{sheet}”. Missing: {missing}; unknown: {unknown};"
    " repeated: {repeated}.",
)
no_table_found = code(
    Invalid,
    "no_table_found",
    zh="没有可导入的工作表：可见的工作表中都没有表头。已查看：{visible}；隐藏而未读：{hidden}。",
    en="No sheet to import: no visible sheet has the header. Looked at: {visible};"
    " hidden and not read: {hidden}.",
)
no_rows_found = code(
    Invalid,
    "no_rows_found",
    zh="文件中只有表头，没有房源：{sheets}。",
    en="There is nothing below the header: {sheets}.",
)
