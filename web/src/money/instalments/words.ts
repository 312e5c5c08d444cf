/** Words of a deal's payment schedule (付款计划). */

export const zh = {
  deal_tab: {
    schedule: '付款与收款',
  },
  schedule: {
    due: '应收合计',
    received: '已收',
    refunded: '已退',
    unallocated: '预收未核销',
    overdue: '逾期',
    claim: '款项',
    dueOn: '应付日期',
    atPayout: '银行放款时',
    afterSigning: '签约后确定',
    amount: '应收',
    paid: '已核销',
    receipts: '收款记录',
    none: '没有应收款项',
  },
  instalment_state: {
    paid: '已付清',
    overdue: '已逾期',
    partly: '部分已付',
    open: '未付',
  },
}

export const en: typeof zh = {
  deal_tab: {
    schedule: 'Payments',
  },
  schedule: {
    due: 'Due in all',
    received: 'Received',
    refunded: 'Refunded',
    unallocated: 'Received in advance',
    overdue: 'Overdue',
    claim: 'Claim',
    dueOn: 'Due on',
    atPayout: 'When the bank pays',
    afterSigning: 'Set at signing',
    amount: 'Amount',
    paid: 'Paid',
    receipts: 'Receipts',
    none: 'Nothing is due',
  },
  instalment_state: {
    paid: 'Paid',
    overdue: 'Overdue',
    partly: 'Partly paid',
    open: 'Open',
  },
}
