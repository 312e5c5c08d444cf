/** Words of suspensions (停售). */

export const zh = {
  hold: {
    suspended: '停售房源',
    suspendSaid: '须经销售总监同意（总监提出的须经总经理同意），在此之前房源照常销售；同意后不能再锁定、预订或认购，直到恢复。',
    suspendEndsHold: '现有的保留将随之终止。',
    resumeSaid: '房源立即回到停售前的状态；停售前已保留的，恢复为待售。',
  },
}

export const en: typeof zh = {
  hold: {
    suspended: 'Suspended units',
    suspendSaid:
      'The sales director consents (the general manager to a request of a director). Until then the unit stays on sale; after that nobody can lock, reserve or subscribe it before it is put back.',
    suspendEndsHold: 'The hold on it ends with that.',
    resumeSaid: 'The unit goes back to the state before at once; one that was held is for sale.',
  },
}
