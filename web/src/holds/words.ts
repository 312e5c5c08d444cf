/** Words of holds (保留) and suspensions (停售). */

export const zh = {
  menu: {
    holds: '保留与停售',
  },
  hold: {
    running: '保留中',
    all: '全部',
    end: '取消保留',
    endSaid: '取消后房源立即恢复待售，请填写原因。',
    suspended: '停售房源',
    suspend: '申请停售',
    suspendSaid: '须经{decider}同意，在此之前房源照常销售；同意后不能再锁定、预订或认购，直到恢复。',
    suspendEndsHold: '现有的保留将随之终止。',
    resume: '恢复',
    resumeSaid: '房源立即回到停售前的状态；停售前已保留的，恢复为待售。',
  },
}

export const en: typeof zh = {
  menu: {
    holds: 'Holds and suspensions',
  },
  hold: {
    running: 'Running',
    all: 'All',
    end: 'End the hold',
    endSaid: 'The unit is on sale again at once. Say why.',
    suspended: 'Suspended units',
    suspend: 'Ask to suspend',
    suspendSaid:
      'Consent: {decider}. Until then the unit stays on sale; after that nobody can lock, reserve or subscribe it before it is put back.',
    suspendEndsHold: 'The hold on it ends with that.',
    resume: 'Put back',
    resumeSaid: 'The unit goes back to the state before at once; one that was held is for sale.',
  },
}
