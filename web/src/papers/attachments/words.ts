/** Words of attachments (附件). */

export const zh = {
  files: {
    title: '户型图与效果图',
    kind: '附件类别',
    add: '上传文件',
    addKind: '上传{kind}',
    allowed: 'PNG、JPEG、PDF、Word 或 Excel 文件，不超过 10 MB。',
    allowedPictures: 'PNG 或 JPEG 图片，户型图也可以是 PDF，不超过 10 MB。',
    none: '没有文件。',
    remove: '移除',
    removeSaid: '移除后不再显示；文件仍留存备查。',
  },
}

export const en: typeof zh = {
  files: {
    title: 'Floor plans and renderings',
    kind: 'Kind of file',
    add: 'Upload a file',
    addKind: 'Upload: {kind}',
    allowed: 'PNG, JPEG, PDF, Word or Excel, at most 10 MB.',
    allowedPictures: 'PNG or JPEG, a floor plan may be a PDF, at most 10 MB.',
    none: 'No file yet.',
    remove: 'Remove',
    removeSaid: 'It is not shown any more; the file itself is kept.',
  },
}
