/** Words of commission plans (佣金方案). */

export const zh = {
  menu: {
    commissionPlans: '佣金方案',
  },
  commissionPlan: {
    ask: '申请新方案',
    said: '新方案须经上一级同意；已有签约的月份和过去的月份不再改变。',
    since: '自 {month} 起执行的方案',
    default: '公司默认方案',
    requests: '方案申请记录',
    tiers: '提成档位',
    bound: '完成率上限',
    including: '含上限',
    rest: '超过以上各档',
    add: '增加一档',
    remove: '删除此档',
    below: '完成率低于 {bound}：{rate}',
    upTo: '完成率不超过 {bound}：{rate}',
    above: '超过以上各档：{rate}',
    receipts: '回款达标',
    settled: '房款到齐或贷款放款',
    handover: '交房',
  },
}

export const en: typeof zh = {
  menu: {
    commissionPlans: 'Commission plans',
  },
  commissionPlan: {
    ask: 'Ask for a new plan',
    said: 'A new plan takes the consent of the next higher level; months with sales and past months stay as they are.',
    since: 'The plan since {month}',
    default: "The company's default plan",
    requests: 'Plans that were asked for',
    tiers: 'Tiers',
    bound: 'Attainment up to',
    including: 'including it',
    rest: 'Above all these',
    add: 'Add a tier',
    remove: 'Remove this tier',
    below: 'Attainment below {bound}: {rate}',
    upTo: 'Attainment up to {bound}: {rate}',
    above: 'Above all these: {rate}',
    receipts: 'Enough received',
    settled: 'All received or the loan paid out',
    handover: 'Handover',
  },
}
