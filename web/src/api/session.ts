/** Who is logged in. The token lives in memory only; a reload asks for a new one by the cookie. */

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, Problem, renewWith, sendOnce, useToken } from '@/api/http'
import type { Shape } from '@/api/shapes'

export type Me = Shape<'SessionStaff'>

export type Right = Shape<'Right'>

type Opened = Shape<'Session'>

const EARLY_MS = 60_000
/** Whether somebody was logged in here, so that it is worth asking for a new token. No secret. */
const WAS_IN = 'loupan.was-in'

export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null)
  const rights = ref<ReadonlySet<Right>>(new Set())
  const generation = ref(0)
  /** Whether one's post works only once a second factor is set up. */
  const mustEnrol = ref(false)
  let timer: number | undefined

  function opened(answer: Opened): void {
    useToken(answer.access_token)
    localStorage.setItem(WAS_IN, '1')
    me.value = answer.staff
    rights.value = new Set(answer.rights)
    mustEnrol.value = answer.must_enrol
    generation.value += 1
    window.clearTimeout(timer)
    const left = new Date(answer.expires_at).getTime() - Date.now()
    timer = window.setTimeout(() => void renew(), Math.max(left - EARLY_MS, 5_000))
  }

  async function logIn(username: string, password: string, code?: string): Promise<void> {
    useToken(null)
    opened(await api.post('/session', { username, password, code }))
  }

  async function renew(): Promise<boolean> {
    if (!localStorage.getItem(WAS_IN)) return false
    const response = await sendOnce('POST', '/api/v1/session/refresh').catch((error: Problem) => error)
    if (response instanceof Problem) return false
    if (!response.ok) {
      forget()
      return false
    }
    opened((await response.json()) as Opened)
    return true
  }

  async function logOut(): Promise<void> {
    await sendOnce('DELETE', '/api/v1/session').catch(() => undefined)
    forget()
  }

  function forget(): void {
    window.clearTimeout(timer)
    useToken(null)
    localStorage.removeItem(WAS_IN)
    me.value = null
    rights.value = new Set()
  }

  /** Whether one has any of these rights, be it for one's own things only. */
  const may = (...any: Right[]): boolean => any.some((right) => rights.value.has(right))

  renewWith(renew)
  return { me, generation, mustEnrol, logIn, renew, logOut, may, isIn: computed(() => me.value !== null) }
})
