/** Words of payment plans (付款计划). */

export const zh = {
  menu: {
    paymentPlans: '付款计划',
  },
  plan: {
    title: '付款计划',
    name: '名称',
    add: '新增付款计划',
    addSaid: '启用后置业顾问即可选用；计划不可修改，需调整时停用后另建。已约定的付款安排不受影响。',
    lines: '付款条款',
    downPayment: '首付比例',
    kind: '款项',
    size: '金额',
    share: '房款比例（%）',
    amount: '固定金额',
    rest: '余款',
    due: '付款时间',
    days: '天数',
    on: '日期',
    addLine: '增加一期',
    removeLine: '删除',
    loanMultiple: '贷款取整到',
    status: '状态',
    end: '停用',
    endSaid: '停用后不能再选用；已约定的付款安排不受影响。',
    daysLater: '{days} 天内',
    sameDay: '当日',
    defaultSaid: '未设付款计划的付款方式按默认计划执行：一次性付款签约后 7 天付清；贷款签约时付首付，余款由贷款支付。',
  },
}

export const en: typeof zh = {
  menu: {
    paymentPlans: 'Payment plans',
  },
  plan: {
    title: 'Payment plans',
    name: 'Name',
    add: 'New payment plan',
    addSaid: 'Consultants choose it from now on. A plan never changes: end it and make another. What was agreed stays.',
    lines: 'Parts',
    downPayment: 'Down payment',
    kind: 'Kind',
    size: 'How much',
    share: 'Share of the price (%)',
    amount: 'Fixed amount',
    rest: 'The rest',
    due: 'Due',
    days: 'Days',
    on: 'Date',
    addLine: 'Add a part',
    removeLine: 'Remove',
    loanMultiple: 'Loans in multiples of',
    status: 'Status',
    end: 'End',
    endSaid: 'Nobody chooses it any more; what was agreed stays.',
    daysLater: 'within {days} days',
    sameDay: 'on the same day',
    defaultSaid:
      'A payment method without a plan has a default one: a lump sum within 7 days of signing; with a loan the down payment at signing and the rest by the loan.',
  },
}
