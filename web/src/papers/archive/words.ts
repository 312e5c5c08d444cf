/** Words of the archive (归档). */

export const zh = {
  menu: {
    archive: '档案与借阅',
  },
  deal_tab: {
    archive: '资料档案',
  },
  task: {
    toArchive: '待归档的合同',
    borrowingsToDecide: '待批准的借阅',
    borrowingsToLend: '待借出的资料',
  },
  archive: {
    scans: '扫描件与文本',
    documents: '归档资料',
    borrowings: '借阅登记',
    nothing: '尚无归档资料',
    how: '合同须在签约当日归档；在交易的“资料档案”页登记。',
    file: '登记归档',
    fileSaid: '登记原件的份数与存放位置；合同归档后，当日归档期限即告完成。',
    kind: '资料类别',
    title: '资料名称',
    copies: '份数',
    copiesOf: '{copies} 份',
    place: '存放位置',
    placeExample: '如 A柜 3-12',
    noPlace: '待上架',
    shelve: '登记位置',
    scan: '扫描件',
    filed: '归档',
    borrow: '申请借阅',
    onlyOverdue: '仅看逾期未还',
  },
}

export const en: typeof zh = {
  menu: {
    archive: 'Archive',
  },
  deal_tab: {
    archive: 'Documents',
  },
  task: {
    toArchive: 'Contracts to archive',
    borrowingsToDecide: 'Borrowings to consent to',
    borrowingsToLend: 'Documents to hand out',
  },
  archive: {
    scans: 'Scans and texts',
    documents: 'In the archive',
    borrowings: 'Borrowings',
    nothing: 'Nothing is archived yet',
    how: 'A contract is archived on the day of its signing, on the deal’s tab.',
    file: 'Put into the archive',
    fileSaid: 'How many originals there are and where. Archiving the contract meets its deadline.',
    kind: 'Kind of document',
    title: 'Document',
    copies: 'Copies',
    copiesOf: '{copies} copies',
    place: 'Place',
    placeExample: 'such as A 3-12',
    noPlace: 'no place yet',
    shelve: 'Say its place',
    scan: 'Scan',
    filed: 'Archived',
    borrow: 'Borrow',
    onlyOverdue: 'Overdue only',
  },
}
