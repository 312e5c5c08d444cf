/** Words of refused prices (被拒报价). */

export const zh = {
  refusedPrices: {
    title: '被拒报价',
    said: '一小时内同一顾问被拒五次，系统提醒销售主管核实。',
    who: '顾问',
    price: '报价',
    at: '时间',
    note: '核实结果',
    check: '记录核实结果',
    checkSaid: '记录对 {name} 被拒报价的核实结果。',
  },
}

export const en: typeof zh = {
  refusedPrices: {
    title: 'Refused prices',
    said: 'After five refused prices of one consultant within an hour the sales supervisor is reminded to look at them.',
    who: 'Consultant',
    price: 'Price',
    at: 'When',
    note: 'What was found',
    check: 'Note what was found',
    checkSaid: 'What did you find about the refused prices of {name}?',
  },
}
