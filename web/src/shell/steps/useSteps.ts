/** How people take a step: after a question, or with some words. What came of it is told, and the page reads again. */

import { ElMessageBox, type ElMessageBoxOptions } from 'element-plus'
import { api } from '@/api/http'
import { tellDone, useAction } from '@/shell/tell'
import { today } from '@/words/format'
import { i18n } from '@/words'

type Body = Record<string, unknown>

/** What is asked before the step at `path`; `text` says what it means. */
export interface Question {
  path: string
  title: string
  text: string
}

export function useSteps(changed: () => unknown) {
  const { state, act } = useAction()

  async function run(path: string, body: Body = {}): Promise<void> {
    if (await act(() => api.step(path, body))) tellDone()
    await changed()
  }

  /** Sure? */
  async function agree({ path, title, text }: Question, body: Body = {}): Promise<void> {
    const sure = await ElMessageBox.confirm(text, title).catch(() => null)
    if (sure) await run(path, body)
  }

  async function ask({ path, title, text }: Question, bodyOf: (words: string) => Body, how: ElMessageBoxOptions): Promise<void> {
    const answer = await ElMessageBox.prompt(text, title, how).catch(() => null)
    if (answer) await run(path, bodyOf((answer as { value: string }).value))
  }

  /** In which words? `name` is what they are called. */
  function say(question: Question, bodyOf: (words: string) => Body, name: string = i18n.global.t('unit.reason')): Promise<void> {
    return ask(question, bodyOf, { inputPattern: /\S/, inputPlaceholder: name, inputErrorMessage: name })
  }

  /** On which day? Today is filled in. */
  function date(question: Question, bodyOf: (day: string) => Body, name: string): Promise<void> {
    return ask(question, bodyOf, { inputType: 'date', inputValue: today(), inputPattern: /\d/, inputErrorMessage: name })
  }

  return { state, run, agree, say, date }
}
