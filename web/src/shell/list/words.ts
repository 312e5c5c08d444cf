/** Words of every list. */

export const zh = {
  list: {
    all: '共 {count} 条',
    shown: '已显示 {count} 条，还有更多',
    size: '每页条数',
    perPage: '每页 {count} 条',
    columns: '显示列',
    usual: '恢复默认列',
    excel: '导出 Excel',
    total: '合计',
    cut: '结果超过 {most} 条，仅导出前 {most} 条；请缩小筛选范围。',
  },
}

export const en: typeof zh = {
  list: {
    all: '{count} rows',
    shown: '{count} rows shown, there are more',
    size: 'Rows per page',
    perPage: '{count} per page',
    columns: 'Columns',
    usual: 'Usual columns',
    excel: 'Excel',
    total: 'Total',
    cut: 'More than {most} rows: only the first {most} are in the file. Narrow the filters.',
  },
}
