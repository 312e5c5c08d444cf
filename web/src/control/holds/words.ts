/** Words of holds (保留). */

export const zh = {
  menu: {
    holds: '保留与停售',
  },
  hold: {
    running: '保留中',
    all: '全部',
    end: '取消保留',
    endSaid: '取消后房源立即恢复待售，请填写原因。',
    suspend: '申请停售',
    resume: '恢复',
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
    suspend: 'Ask to suspend',
    resume: 'Put back',
  },
}
