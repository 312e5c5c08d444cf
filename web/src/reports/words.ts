/** Words of the daily report (日报). */

export const zh = {
  menu: {
    reports: '报表',
  },
  report: {
    title: '销售日报',
    day: '日期',
    subscribed: '认购套数',
    subscribedAmount: '认购金额',
    sold: '签约套数',
    soldAmount: '签约金额',
    cancelled: '退房套数',
    receipts: '回款',
    who: '对象',
    level: '层级',
    lastDays: '近 {days} 天签约与回款',
    targets: '目标完成情况',
    target: '目标',
    attained: '完成',
    attainment: '完成率',
    units: '套',
    amount: '金额 (万元)',
  },
}

export const en: typeof zh = {
  menu: {
    reports: 'Reports',
  },
  report: {
    title: 'Daily report',
    day: 'Day',
    subscribed: 'Subscribed',
    subscribedAmount: 'Amount subscribed',
    sold: 'Sold',
    soldAmount: 'Amount sold',
    cancelled: 'Cancelled',
    receipts: 'Receipts',
    who: 'Who',
    level: 'Level',
    lastDays: 'Contracts and receipts of the last {days} days',
    targets: 'Targets',
    target: 'Target',
    attained: 'Attained',
    attainment: 'Attainment',
    units: 'units',
    amount: 'Amount (10k CNY)',
  },
}
