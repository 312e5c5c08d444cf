/** Words of special discounts (特殊优惠). */

export const zh = {
  discounts: {
    specials: '特殊优惠申请',
    price: '申请价格',
    until: '有效至',
    requestedBy: '申请人',
  },
}

export const en: typeof zh = {
  discounts: {
    specials: 'Requests for special discounts',
    price: 'Price asked for',
    until: 'Valid until',
    requestedBy: 'Asked by',
  },
}
