/** Words of handovers (交房). */

export const zh = {
  milestone: {
    needs: '交房还缺',
    ready: '交房条件已具备',
    inspect: '登记验房',
    inspectSaid: '逐条登记发现的缺陷，整改后方可交房；没有缺陷直接确认。',
    defects: '缺陷',
    addDefect: '添加一条缺陷',
    severity: '等级',
    rectified: '已整改',
    rectify: '确认整改',
    accepted: '例外同意',
    fees: '交房费用',
    settle: '面积差结算',
    deviate: '申请例外交房',
    correct: '更正面积差',
    deviateSaid: '由销售经理审批；同意后仅限当前缺少的资料和未整改的缺陷。',
  },
}

export const en: typeof zh = {
  milestone: {
    needs: 'Handover still needs',
    ready: 'Ready for handover',
    inspect: 'Record the inspection',
    inspectSaid: 'Name each defect; they are to be rectified before the handover. Without any, just confirm.',
    defects: 'Defects',
    addDefect: 'Add a defect',
    severity: 'Severity',
    rectified: 'Rectified',
    rectify: 'Rectified',
    accepted: 'Accepted',
    fees: 'Fees',
    settle: 'Settle the area',
    deviate: 'Ask for an exception',
    correct: 'Correct the settlement',
    deviateSaid: 'The sales manager decides; it covers only what is missing or open now.',
  },
}
