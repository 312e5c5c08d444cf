/** Words of receipts (收款). */

export const zh = {
  menu: {
    receipts: '收款',
  },
  receipt: {
    title: '收款',
    amount: '金额',
    kind: '款项',
    requested: '申请时间',
    confirmed: '到账日期',
    confirm: '确认到账',
    confirmSaid: '请核对银行到账后确认；确认后计入回款。',
  },
}

export const en: typeof zh = {
  menu: {
    receipts: 'Receipts',
  },
  receipt: {
    title: 'Receipts',
    amount: 'Amount',
    kind: 'Kind',
    requested: 'Requested',
    confirmed: 'Received on',
    confirm: 'Confirm receipt',
    confirmSaid: 'Confirm once the money is on the account; it then counts as collected.',
  },
}
