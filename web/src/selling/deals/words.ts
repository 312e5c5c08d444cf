/** Words of deals (交易). */

export const zh = {
  deal_tab: {
    terms: '交易条款',
  },
  menu: {
    deals: '交易',
  },
  deal: {
    title: '交易',
    stage: '阶段',
    price: '成交价',
    discount: '折扣',
    signBy: '签约期限',
    created: '建立时间',
    subscribed: '认购时间',
    contract: '合同编号',
    documents: '资料核对',
    documentsDone: '资料齐全',
    documentsMissing: '缺少资料',
    signOff: '签收认购书',
    requestDeposit: '申请收定金',
    signContract: '确认签约',
    extend: '延期',
    cancelDeal: '取消交易',
    cancelSaid: '取消后房源将退回，请填写原因。',
    signSaid: '确认签约后房源状态变为已签约，并计入业绩与佣金。',
    depositConfirmed: '定金已到账',
    letterSigned: '认购书已签收',
    authority: '审批权限',
    missing: '尚缺',
  },
}

export const en: typeof zh = {
  deal_tab: {
    terms: 'Terms',
  },
  menu: {
    deals: 'Deals',
  },
  deal: {
    title: 'Deals',
    stage: 'Stage',
    price: 'Price',
    discount: 'Discount',
    signBy: 'Sign by',
    created: 'Opened',
    subscribed: 'Subscribed',
    contract: 'Contract no.',
    documents: 'Documents',
    documentsDone: 'Documents complete',
    documentsMissing: 'Documents missing',
    signOff: 'Sign for the letter',
    requestDeposit: 'Request deposit',
    signContract: 'Confirm contract',
    extend: 'Extend',
    cancelDeal: 'Cancel deal',
    cancelSaid: 'The unit goes back. Say why.',
    signSaid: 'The unit becomes sold and counts for figures and commission.',
    depositConfirmed: 'Deposit received',
    letterSigned: 'Letter signed for',
    authority: 'Authority',
    missing: 'Missing',
  },
}
