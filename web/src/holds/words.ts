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
    resume: '恢复',
    resumeSaid: '恢复到停售前的状态，请填写原因。',
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
    resume: 'Put back',
    resumeSaid: 'The unit goes back to the state before. Say why.',
  },
}
