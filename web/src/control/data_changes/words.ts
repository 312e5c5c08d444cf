/** Words of data changes (数据变更). */

export const zh = {
  menu: {
    dataChanges: '数据变更',
  },
  dataChange: {
    ask: '更正信息',
    field: '项目',
    before: '原值',
    after: '新值',
    changes: '变更内容',
    how: '在销控表中打开房源，由内勤申请更正；经销控主管同意后生效并留存记录。价格由价格表调整，不在此更正。',
    said: '经销控主管同意后生效；更正面积会按原单价重新计算价格。在此之前信息不变。',
    saidWithDeal: '该房源已有交易，须经销售经理同意；面积不能更正，面积差在交房时结算。',
  },
}

export const en: typeof zh = {
  menu: {
    dataChanges: 'Data changes',
  },
  dataChange: {
    ask: 'Correct facts',
    field: 'Fact',
    before: 'Before',
    after: 'After',
    changes: 'What changes',
    how: 'The clerk opens a unit on the board and asks; with the control supervisor’s consent it is corrected and recorded. Prices change by price lists, not here.',
    said: 'Takes effect with the control supervisor’s consent; another area makes new prices from the same rates. Until then nothing changes.',
    saidWithDeal: 'Somebody has bought this unit: the sales manager consents. Areas stay; a difference is settled at handover.',
  },
}
