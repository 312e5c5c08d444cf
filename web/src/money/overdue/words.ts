/** Words of what is overdue (逾期). */

export const zh = {
  menu: {
    overdue: '逾期与回款',
  },
  deal_tab: {
    lateFees: '违约金',
  },
  overdue: {
    title: '逾期与回款',
    ageing: '逾期账龄',
    age: '账龄',
    groupBy: '汇总方式',
    total: '逾期合计',
    counts: '{deals} 笔交易，{instalments} 期',
    name: '款项',
    dueOn: '应付日期',
    days: '逾期天数',
    amount: '逾期金额',
    ofAmount: '应付 {amount}',
    fee: '未计收违约金',
    list: '逾期清单',
    nobody: '无团队',
  },
  late_fee: {
    waived: '已减免',
    unpaid: '未付',
  },
  collection: {
    due: '应收',
    received: '已收',
    contract: '成交额',
  },
  fact: {
    from_on: '起算日',
    through: '截止日',
    late_fee: '违约金',
  },
}

export const en: typeof zh = {
  menu: {
    overdue: 'Overdue',
  },
  deal_tab: {
    lateFees: 'Late fees',
  },
  overdue: {
    title: 'Overdue and collection',
    ageing: 'Ageing',
    age: 'Age',
    groupBy: 'Summed by',
    total: 'Overdue in all',
    counts: '{deals} deals, {instalments} instalments',
    name: 'What',
    dueOn: 'Due on',
    days: 'Days overdue',
    amount: 'Overdue',
    ofAmount: 'of {amount}',
    fee: 'Fee not charged yet',
    list: 'Overdue instalments',
    nobody: 'No team',
  },
  late_fee: {
    waived: 'Waived',
    unpaid: 'Unpaid',
  },
  collection: {
    due: 'Due',
    received: 'Received',
    contract: 'Agreed',
  },
  fact: {
    from_on: 'First day',
    through: 'Last day',
    late_fee: 'Late fee',
  },
}
