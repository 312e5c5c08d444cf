/** Words of changes of settings (设置变更). */

export const zh = {
  settingsChange: {
    title: '设置变更记录',
    changes: '变更内容',
    since: '生效时间',
    becomes: '改为',
    drop: '取消变更',
    dropSaid: '变更已同意但尚未生效；取消后设置保持不变。',
    request: '提交变更申请',
    said: '变更须经上一级同意，自生效时间起执行；已发生的费用和已关闭的月份不受影响。',
    effectiveAt: '生效时间（不填则同意后立即生效）',
    sent: '已提交，等待 {needs} 同意',
  },
}

export const en: typeof zh = {
  settingsChange: {
    title: 'Changes of settings',
    changes: 'Changes',
    since: 'In force since',
    becomes: 'becomes',
    drop: 'Drop the change',
    dropSaid: 'It was agreed and does not hold yet; dropped, the settings stay as they are.',
    request: 'Ask for the change',
    said: 'A change takes the consent of the next higher level and holds from its moment on; what has been charged and closed months stay.',
    effectiveAt: 'In force from (empty: with the consent)',
    sent: 'Sent; it waits for the consent of: {needs}',
  },
}
