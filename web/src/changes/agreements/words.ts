/** Words of agreements (补充协议). */

export const zh = {
  change: {
    agreement: '变更协议',
    agreementNumber: '{document} 第 {number} 稿',
    noAgreement: '尚未生成协议。',
    draftAgreement: '生成协议',
  },
}

export const en: typeof zh = {
  change: {
    agreement: 'Agreement',
    agreementNumber: '{document}, text {number}',
    noAgreement: 'No agreement has been drafted yet.',
    draftAgreement: 'Draft the agreement',
  },
}
