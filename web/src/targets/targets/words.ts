/** Words of targets (目标). */

export const zh = {
  report: {
    targets: '目标完成情况',
    target: '目标',
    attained: '完成',
    attainment: '完成率',
  },
}

export const en: typeof zh = {
  report: {
    targets: 'Targets',
    target: 'Target',
    attained: 'Attained',
    attainment: 'Attainment',
  },
}
