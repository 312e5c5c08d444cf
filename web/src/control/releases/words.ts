/** Words of projects and units (项目与房源). */

export const zh = {
  menu: {
    projects: '项目与房源',
  },
  projects: {
    title: '项目与房源',
    drafts: '待审核房源',
    importTitle: '导入价格表',
    chooseFile: '选择 Excel 文件 (.xlsx)',
    reviewAll: '全部审核通过',
    rejectAll: '全部驳回',
    release: '全部推盘',
    withdraw: '全部封盘',
    permit: '预售许可证',
    developer: '开发商',
    district: '区域',
    units: '房源',
    moved: '{count} 套房源已变更',
  },
}

export const en: typeof zh = {
  menu: {
    projects: 'Projects',
  },
  projects: {
    title: 'Projects and units',
    drafts: 'Units to review',
    importTitle: 'Import a price list',
    chooseFile: 'Choose an Excel file (.xlsx)',
    reviewAll: 'Approve all',
    rejectAll: 'Reject all',
    release: 'Release all',
    withdraw: 'Close all',
    permit: 'Presale permit',
    developer: 'Developer',
    district: 'District',
    units: 'Units',
    moved: '{count} units changed',
  },
}
