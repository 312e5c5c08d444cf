/** Words of messages to customers (客户通知). */

export const zh = {
  customer: {
    messages: '客户通知',
    tell: '记录已告知',
    mailFailed: '邮件发送失败：',
  },
}

export const en: typeof zh = {
  customer: {
    messages: 'Told to the customer',
    tell: 'Customer was told',
    mailFailed: 'The e-mail could not be sent:',
  },
}
