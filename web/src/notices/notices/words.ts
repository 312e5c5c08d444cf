/** Words of notices (催办通知). */

export const zh = {
  menu: {
    notices: '催办通知',
  },
  notice: {
    title: '催办通知',
    acknowledge: '确认收到',
    due: '期限',
    by: '请于此前确认',
    open: '待确认',
    nothing: '没有待确认的通知。',
    all: '全部',
  },
}

export const en: typeof zh = {
  menu: {
    notices: 'Notices',
  },
  notice: {
    title: 'Notices',
    acknowledge: 'Acknowledge',
    due: 'Due',
    by: 'Acknowledge by',
    open: 'Open',
    nothing: 'No notice waits for you.',
    all: 'All',
  },
}
