/** Words of contract templates (合同模板). */

export const zh = {
  contract: {
    term: '条款',
    quoted: '报价单',
    agreed: '合同',
    defaultPlan: '默认付款计划',
    template: '合同、协议模板',
    templateSaid: 'Word 文档，用占位符（如 合同编号、总价）标出要填写的内容；上传时会检查。新模板只用于以后生成的文本。',
    download: '下载当前模板',
    replace: '更换模板',
    reset: '恢复通用模板',
    resetSaid: '以后生成的合同文本将使用系统自带的通用模板。',
  },
}

export const en: typeof zh = {
  contract: {
    term: 'Term',
    quoted: 'Quoted',
    agreed: 'Contract',
    defaultPlan: 'Default plan',
    template: 'Contract and agreement templates',
    templateSaid:
      'A Word document with placeholders for what is filled in; it is checked when uploaded. A new one serves texts drafted from now on.',
    download: 'Download the present template',
    replace: 'Use another template',
    reset: 'Back to the standard template',
    resetSaid: 'Texts drafted from now on will use the template that comes with the product.',
  },
}
