/** Words of late fees (违约金). */

export const zh = {
  late_fee: {
    rate: '按日 {rate}，自应付日次日起至付清之日止，单利，不计复利。',
    accrued: '未计收合计',
    charge: '计收违约金',
    chargeSaid: '截至今天的违约金将列为该客户的应付款，七天内付清；已计收的天数不再重复计算。',
    charged: '已计收',
    period: '计收区间',
    waiver: '申请减免',
    waiverSaid: '说明减免理由。限额以内由销售经理审批，超过的由销售总监审批，申请人不能审批。',
    waiverAmount: '减免金额',
    waiverHint: '不填则为全部未付金额 {most}',
    pending: '减免 {amount} 审批中',
    none: '没有违约金',
  },
}

export const en: typeof zh = {
  late_fee: {
    rate: '{rate} a day from the day after due until paid; simple, on the principal.',
    accrued: 'Not charged yet',
    charge: 'Charge late fees',
    chargeSaid: 'What has accrued until today becomes a claim due in a week. No day is charged twice.',
    charged: 'Charged',
    period: 'Days',
    waiver: 'Ask for a waiver',
    waiverSaid: 'Say why. The manager consents up to a limit, beyond it the director; nobody decides their own request.',
    waiverAmount: 'Amount',
    waiverHint: 'All that is unpaid, {most}, if empty',
    pending: 'Waiver of {amount} waits for consent',
    none: 'No late fees',
  },
}
