/** Words of imports (房源导入). */

export const zh = {
  projects: {
    imported: '已导入 {units} 套房源',
    sheet: '工作表',
    sheets: '各工作表的读取情况：',
    rowsRead: '读取行数',
    remarks: '未读取的内容',
    leftOut: '{reason}（{places}）',
    hiddenRead: '隐藏的行或列也已读取（{places}）',
    rows: '以下单元格有误，未导入任何房源：',
    row: '行',
    column: '列',
    fault: '问题',
    value: '内容',
    template: '可含多张工作表。列名：期、楼栋、单元、楼层、房号、户型、建筑面积、套内面积、朝向、面价、备案价、经理底价、总监底价',
  },
}

export const en: typeof zh = {
  projects: {
    imported: '{units} units imported',
    sheet: 'Sheet',
    sheets: 'What was read of each sheet:',
    rowsRead: 'Rows read',
    remarks: 'Not read',
    leftOut: '{reason} ({places})',
    hiddenRead: 'Hidden rows or columns were read too ({places})',
    rows: 'These cells are wrong; nothing was imported:',
    row: 'Row',
    column: 'Column',
    fault: 'Problem',
    value: 'Content',
    template: 'One sheet or several. Columns: 期, 楼栋, 单元, 楼层, 房号, 户型, 建筑面积, 套内面积, 朝向, 面价, 备案价, 经理底价, 总监底价',
  },
}
