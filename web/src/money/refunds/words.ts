/** Words of refunds (退款). */

export const zh = {
  menu: {
    refunds: '退款',
  },
  deal_tab: {
    refunds: '退款',
  },
  task: {
    refundsToConfirm: '待经理确认的退款',
    refundsToPay: '待付款的退款',
  },
  refund: {
    title: '退款',
    cause: '原因',
    owedAt: '发生时间',
    amount: '退款金额',
    owe: '登记多收款退款',
    oweSaid: '把未用于任何应收款的余额登记为待退；之后由销售申请、经理确认、财务付款。',
    amountHint: '不填则为全部可退余额',
    request: '申请付款',
    requestSaid: '请写明退款去向（如“原路退回”）。不要填写姓名和账号，财务在客户档案中查看。',
    confirm: '经理确认',
    confirmSaid: '确认后由财务付款，申请人不能确认。',
    pay: '登记付款',
    paySaid: '银行付款后登记；已开发票须先红冲。付款后不可撤销。',
    paymentRef: '银行流水号',
    paidOn: '付款日期',
    cancel: '取消退款',
    cancelSaid: '取消后款项留在该交易账上。请填写原因。',
    payee: '退款去向',
    steps: '申请 / 确认 / 付款',
  },
}

export const en: typeof zh = {
  menu: {
    refunds: 'Refunds',
  },
  deal_tab: {
    refunds: 'Refunds',
  },
  task: {
    refundsToConfirm: 'Refunds to confirm',
    refundsToPay: 'Refunds to pay',
  },
  refund: {
    title: 'Refunds',
    cause: 'Cause',
    owedAt: 'Owed since',
    amount: 'Amount',
    owe: 'Give back what was overpaid',
    oweSaid: 'Money that no claim uses becomes owed; sales asks for it, the manager confirms, finance pays.',
    amountHint: 'All that may go back if empty',
    request: 'Ask for payment',
    requestSaid: 'Say where it goes, without names or account numbers: finance finds those in the customer’s file.',
    confirm: 'Confirm',
    confirmSaid: 'Finance pays it then; who asked for it does not confirm.',
    pay: 'Record payment',
    paySaid: 'Once the bank has paid. Invoices are reversed first. This is final.',
    paymentRef: 'Bank reference',
    paidOn: 'Paid on',
    cancel: 'Cancel',
    cancelSaid: 'The money stays on the deal’s account. Say why.',
    payee: 'Goes to',
    steps: 'Asked / confirmed / paid by',
  },
}
