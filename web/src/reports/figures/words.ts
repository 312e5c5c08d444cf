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
    repriced: '改价差额',
    ofContracts: '其中已签约 {amount}',
    net: '净签约金额',
    receipts: '回款',
    refunded: '已扣除退款 {amount}',
    delivered: '交房套数',
    settled: '面积差结算 {amount}',
    who: '对象',
    level: '层级',
    lastDays: '近 {days} 天签约与回款',
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
    repriced: 'Price changes',
    ofContracts: 'of signed contracts {amount}',
    net: 'Net of changes',
    receipts: 'Receipts',
    refunded: 'less paid back {amount}',
    delivered: 'Handed over',
    settled: 'area settled {amount}',
    who: 'Who',
    level: 'Level',
    lastDays: 'Contracts and receipts of the last {days} days',
    units: 'units',
    amount: 'Amount (10k CNY)',
  },
}
