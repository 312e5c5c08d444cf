/** Words of borrowing (借阅). */

export const zh = {
  archive: {
    nobody: '没有借阅记录',
    borrowSaid: '由销控主管或销售经理批准后，向档案保管人领取；到期未还会催还。',
    purpose: '用途',
    due: '归还日期',
    borrower: '借阅人',
    status: '状态',
    overdue: '逾期',
    grant: '批准',
    refuse: '不批准',
    lend: '登记借出',
    giveBack: '登记归还',
  },
}

export const en: typeof zh = {
  archive: {
    nobody: 'Nothing was borrowed',
    borrowSaid: 'The control supervisor or sales manager consents; the keeper hands it out. What is late is asked back.',
    purpose: 'Purpose',
    due: 'Back on',
    borrower: 'Borrower',
    status: 'Status',
    overdue: 'Overdue',
    grant: 'Consent',
    refuse: 'Refuse',
    lend: 'Hand out',
    giveBack: 'It is back',
  },
}
