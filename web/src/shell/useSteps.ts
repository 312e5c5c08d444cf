/** What people do with the items of a list, each step at `<path>/<id>/<step>`: plainly, after a question, or with some words. */

import { ElMessageBox } from 'element-plus'
import { api } from '@/api/http'
import { tellDone, useAction } from '@/shell/tell'
import { money } from '@/words/format'

interface Item {
  id: string
  amount: string
}
type Body = Record<string, unknown>

export function useSteps(path: string, changed: () => void) {
  const { state, act } = useAction()

  async function run(item: Item, step: string, body: Body = {}): Promise<void> {
    if (await act(() => api.step(`${path}/${item.id}/${step}`, body))) tellDone()
    changed()
  }

  async function agree(item: Item, step: string, title: string, said: string, body: Body = {}): Promise<void> {
    const sure = await ElMessageBox.confirm(`${money(item.amount)}　${said}`, title).catch(() => null)
    if (sure) await run(item, step, body)
  }

  async function say(item: Item, step: string, title: string, said: string, bodyOf: (words: string) => Body): Promise<void> {
    const answer = await ElMessageBox.prompt(`${money(item.amount)}　${said}`, title, { inputPattern: /\S/ }).catch(() => null)
    if (answer) await run(item, step, bodyOf((answer as { value: string }).value))
  }

  return { state, agree, say }
}
