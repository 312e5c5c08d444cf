/** Words of customers (客户). */

export const zh = {
  menu: {
    customers: '客户',
  },
  customer: {
    title: '客户',
    new: '新建客户',
    name: '姓名',
    phone: '手机号',
    source: '来源',
    grade: '级别',
    owner: '负责人',
    followUps: '跟进记录',
    purchases: '购房记录',
    reveal: '查看号码',
    content: '跟进内容',
    kind: '方式',
    next: '下次跟进',
    add: '添加跟进',
    purpose: '购房目的',
    layout: '意向户型',
    district: '意向区域',
  },
}

export const en: typeof zh = {
  menu: {
    customers: 'Customers',
  },
  customer: {
    title: 'Customers',
    new: 'New customer',
    name: 'Name',
    phone: 'Phone',
    source: 'Source',
    grade: 'Grade',
    owner: 'Owner',
    followUps: 'Follow-ups',
    purchases: 'Purchases',
    reveal: 'Show number',
    content: 'What was said',
    kind: 'How',
    next: 'Next contact',
    add: 'Add follow-up',
    purpose: 'Purpose',
    layout: 'Layout wanted',
    district: 'District wanted',
  },
}
