/** Words of promises and special fees (特殊承诺、特殊费用). */

export const zh = {
  menu: {
    promises: '特殊承诺',
  },
  deal_tab: {
    promises: '特殊承诺',
  },
  promise: {
    ask: '申请特殊承诺',
    askSaid: '经理同意之前不得向客户承诺；涉及费用的还须总经理同意，并由总经理决定支付形式。',
    how: '承诺须先审批后作出；在交易的“特殊承诺”页申请。违约损失记明责任人。',
    kind: '类别',
    text: '内容',
    amount: '费用',
    form: '支付形式',
    setForm: '改用此支付形式',
    setFormSaid: '支付形式由总经理决定，请在同意之前更改。',
    breach: '登记违约',
    breachSaid: '承诺未兑现时登记损失及责任人，登记后不可更改。',
    loss: '违约损失',
    attributed: '责任人',
    note: '情况说明',
  },
}

export const en: typeof zh = {
  menu: {
    promises: 'Promises',
  },
  deal_tab: {
    promises: 'Promises',
  },
  promise: {
    ask: 'Ask for a promise',
    askSaid: 'Nothing is promised before the manager consents; what costs money needs the general manager too, who decides how it is paid.',
    how: 'Consent comes before the promise; ask on the deal’s tab. The loss from a breach has somebody whose it is.',
    kind: 'Kind',
    text: 'What',
    amount: 'Cost',
    form: 'Form of payment',
    setForm: 'Pay it this way',
    setFormSaid: 'The general manager decides how it is paid, before consenting.',
    breach: 'Record a breach',
    breachSaid: 'A promise that was not kept: what it cost and whose fault it was. Final once recorded.',
    loss: 'Loss',
    attributed: 'Attributed to',
    note: 'What happened',
  },
}
