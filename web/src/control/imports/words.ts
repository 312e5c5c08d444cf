/** Words of imports (房源导入). */

export const zh = {
  projects: {
    imported: '已导入 {units} 套房源',
    rows: '以下单元格有误，未导入任何房源：',
    row: '行',
    column: '列',
    fault: '问题',
    value: '内容',
    template: '列名：楼栋、单元、楼层、房号、户型、建筑面积、套内面积、朝向、面价、备案价、经理底价、总监底价',
  },
}

export const en: typeof zh = {
  projects: {
    imported: '{units} units imported',
    rows: 'These cells are wrong; nothing was imported:',
    row: 'Row',
    column: 'Column',
    fault: 'Problem',
    value: 'Content',
    template: 'Columns: 楼栋, 单元, 楼层, 房号, 户型, 建筑面积, 套内面积, 朝向, 面价, 备案价, 经理底价, 总监底价',
  },
}
