/** Words of commission (佣金). */

export const zh = {
  menu: {
    commission: '佣金',
  },
  commission: {
    title: '佣金',
    perConsultant: '按置业顾问',
    lines: '计提明细',
    attainment: '完成率',
    rate: '提成比例',
    accrued: '计提',
    adjusted: '改价调整',
    clawedBack: '追回',
    amount: '合计',
    payable: '可发放',
    day: '日期',
    kind: '类型',
    base: '合同金额',
    received: '已回款',
    condition: '回款达标',
    yes: '是',
    no: '否',
  },
}

export const en: typeof zh = {
  menu: {
    commission: 'Commission',
  },
  commission: {
    title: 'Commission',
    perConsultant: 'By consultant',
    lines: 'Lines',
    attainment: 'Attainment',
    rate: 'Rate',
    accrued: 'Accrued',
    adjusted: 'Adjusted',
    clawedBack: 'Clawed back',
    amount: 'Total',
    payable: 'Payable',
    day: 'Day',
    kind: 'Kind',
    base: 'Contract amount',
    received: 'Received',
    condition: 'Receipts suffice',
    yes: 'Yes',
    no: 'No',
  },
}
