/** Words of one's tasks (我的待办). */

export const zh = {
  menu: {
    tasks: '我的待办',
  },
  task: {
    none: '没有待办事项',
    due: '期限',
    late: '已逾期',
    approvals: '待我审批',
    notices: '待确认的催办通知',
    deadlines: '临近期限',
    followUps: '今日应跟进的客户',
    toTell: '待告知客户的款项通知',
    drafts: '待审核房源',
    documents: '待核对资料',
    letters: '待签收认购书',
    endorse: '待销售确认的收款',
    receipts: '待财务确认的收款',
  },
}

export const en: typeof zh = {
  menu: {
    tasks: 'My tasks',
  },
  task: {
    none: 'Nothing waits for you',
    due: 'Due',
    late: 'Overdue',
    approvals: 'For me to decide',
    notices: 'Notices to acknowledge',
    deadlines: 'Deadlines',
    followUps: 'Customers to contact today',
    toTell: 'Customers to be told about their money',
    drafts: 'Units to review',
    documents: 'Documents to check',
    letters: 'Letters to sign for',
    endorse: 'Receipts for sales to confirm',
    receipts: 'Receipts for finance to confirm',
  },
}
