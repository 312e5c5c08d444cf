/** Words of area settlements (面积补差). */

export const zh = {
  milestone: {
    settleSaid: '误差 3% 以内按合同价多退少补；超出部分：面积增加由开发商承担，面积减少双倍返还（《商品房销售管理办法》第二十条）。',
    grossArea: '实测建筑面积 (㎡)',
    innerArea: '实测套内面积 (㎡)',
    preview: '试算',
    book: '确认入账',
    bookPays: '入账后生成应收 {amount}，客户缴清后方可交房。',
    bookOwes: '入账后生成应退 {amount}，由财务退还客户。',
    bookNone: '面积差不产生款项。',
    keeps: '客户确认不退房',
    rescindable: '误差超过 3%，客户有权退房。',
    contractArea: '合同面积',
    measuredArea: '实测面积',
    ratio: '误差比',
    within: '3% 以内',
    beyond: '超出 3%',
    amount: '客户应补（负数为应退）',
    correctSaid: '由销售经理和财务同意后重新结算：未付的款项撤销，已付的补收或退还差额。',
    correctAsk: '提交更正申请',
  },
}

export const en: typeof zh = {
  milestone: {
    settleSaid:
      'Up to 3 % at the contract’s price, both ways. Beyond: the developer bears a larger area and pays back a smaller one twice (Measures for the Sale of Commodity Housing, art. 20).',
    grossArea: 'Measured gross area (㎡)',
    innerArea: 'Measured inner area (㎡)',
    preview: 'Work out',
    book: 'Book it',
    bookPays: 'This claims {amount} from the customer, to be paid before the handover.',
    bookOwes: 'This owes the customer {amount}, to be paid by finance.',
    bookNone: 'Nothing is to be paid.',
    keeps: 'The customer keeps the unit',
    rescindable: 'Beyond 3 %: the customer may rescind.',
    contractArea: 'Contract',
    measuredArea: 'Measured',
    ratio: 'Difference',
    within: 'Within 3 %',
    beyond: 'Beyond 3 %',
    amount: 'Customer pays (negative: gets back)',
    correctSaid:
      'With the consent of the sales manager and finance it is settled anew: what is unpaid is withdrawn, what was paid is made up for.',
    correctAsk: 'Ask for the correction',
  },
}
