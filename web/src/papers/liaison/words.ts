/** Words of liaison with authorities (公文往来). */

export const zh = {
  menu: {
    liaison: '公文往来',
  },
  liaison: {
    enter: '登记公文',
    enterSaid: '登记与主管部门的来文、发文；扫描件在登记后展开该行上传。',
    direction: '收发',
    authority: '单位',
    about: '事由',
    number: '文号',
    dated: '日期',
    note: '备注',
    files: '附件',
  },
}

export const en: typeof zh = {
  menu: {
    liaison: 'Authorities',
  },
  liaison: {
    enter: 'Enter a letter',
    enterSaid: 'Letters from and to authorities; unfold the row to attach its scan.',
    direction: 'In or out',
    authority: 'Authority',
    about: 'About',
    number: 'Number',
    dated: 'Date',
    note: 'Note',
    files: 'Files',
  },
}
