/** Words of delegations (委托审批). */

export const zh = {
  approval: {
    delegations: '委托审批',
    delegateTo: '委托给',
    until: '委托至',
    delegate: '委托',
    delegateSaid: '外出期间由受托人代为审批，最长 60 天；审批记录会注明代谁处理。',
    endDelegation: '结束委托',
  },
}

export const en: typeof zh = {
  approval: {
    delegations: 'Delegation',
    delegateTo: 'To',
    until: 'Until',
    delegate: 'Delegate',
    delegateSaid: 'They decide in your place while you are away, at most 60 days; each decision says in whose place it was made.',
    endDelegation: 'End',
  },
}
