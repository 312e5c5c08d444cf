/** Words of collection (回款率). */

export const zh = {
  collection: {
    title: '回款率',
    ofDue: '占应收',
    ofContract: '占成交额',
  },
}

export const en: typeof zh = {
  collection: {
    title: 'Collection rate',
    ofDue: 'Of what was due',
    ofContract: 'Of what was agreed',
  },
}
