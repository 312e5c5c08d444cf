/** Words of bound parking and storage (车位、储藏绑定). */

export const zh = {
  binding: {
    home: '绑定住宅',
    units: '绑定车位、储藏间',
    choose: '输入住宅房号',
    bind: '绑定',
    unbind: '解除绑定',
    said: '绑定后只能由该住宅的买受人购买。',
    unbindSaid: '解除后任何客户均可购买；已有的交易不受影响。',
  },
}

export const en: typeof zh = {
  binding: {
    home: 'Bound to the home',
    units: 'Bound parking and storage',
    choose: 'Type the home’s number',
    bind: 'Bind',
    unbind: 'Unbind',
    said: 'Once bound, only the buyer of that home may have it.',
    unbindSaid: 'Anybody may have it afterwards; a deal that is there stays.',
  },
}
