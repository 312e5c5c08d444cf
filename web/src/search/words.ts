/** Words of the search. */

export const zh = {
  search: {
    title: '全局搜索',
    hint: '客户姓名或手机号、房号、合同编号',
    customers: '客户',
    units: '房源',
    contracts: '合同',
    open: '搜索',
  },
}

export const en: typeof zh = {
  search: {
    title: 'Search everywhere',
    hint: 'Customer by name or phone, unit number, contract number',
    customers: 'Customers',
    units: 'Units',
    contracts: 'Contracts',
    open: 'Search',
  },
}
