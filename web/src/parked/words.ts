/** Words of parked messages. */

export const zh = {
  menu: {
    parked: '停放消息',
  },
  parked: {
    title: '停放消息',
    service: '服务',
    queue: '队列',
    cause: '原因',
    attempts: '尝试次数',
    parkedAt: '停放时间',
    status: '状态',
    redrive: '重新投递',
    discard: '放弃',
    redriveSaid: '消息将重新交给处理程序，请填写原因。',
    discardSaid: '消息将不再处理，且无法恢复，请填写原因。',
    waiting: '待处理',
    redriven: '已重新投递',
    discarded: '已放弃',
    decidedBy: '处理人',
    none: '没有停放的消息',
  },
}

export const en: typeof zh = {
  menu: {
    parked: 'Parked messages',
  },
  parked: {
    title: 'Parked messages',
    service: 'Service',
    queue: 'Queue',
    cause: 'Cause',
    attempts: 'Attempts',
    parkedAt: 'Parked',
    status: 'Status',
    redrive: 'Redrive',
    discard: 'Discard',
    redriveSaid: 'The message goes to its handler again. Say why.',
    discardSaid: 'The message is given up for good. Say why.',
    waiting: 'Waiting',
    redriven: 'Redriven',
    discarded: 'Discarded',
    decidedBy: 'Decided by',
    none: 'No message is parked',
  },
}
