/** The live stream: what changed. Read with an authenticated fetch, resumed where it ended. */

import { onScopeDispose, readonly, ref } from 'vue'
import { currentToken, renewToken } from '@/api/http'

export interface Change {
  kind: string
  id: string
  project: string | null
  version: number
  status?: string
}

type Listener = (change: Change | 'reset') => void

const listeners = new Set<Listener>()
/** Each a random half more or less, so that many browsers do not come back together. */
const PAUSE_MS = 1_000
const MOST_PAUSE_MS = 15_000
const lost = ref(false)
/** Whether the server cannot be reached at present; when it can be again, listeners hear `reset`. */
export const isLost = readonly(lost)
let lastId: string | null = null
let running: AbortController | null = null

/** Call `listener` for every change while the current component lives; `reset`: read all again. */
export function onChange(listener: Listener): void {
  listeners.add(listener)
  onScopeDispose(() => listeners.delete(listener))
}

/** Follow the stream with the present token until `stopLive`. */
export function followLive(): void {
  stopLive()
  const controller = new AbortController()
  running = controller
  void follow(controller.signal)
}

export function stopLive(): void {
  running?.abort()
  running = null
}

async function follow(signal: AbortSignal): Promise<void> {
  let pause = PAUSE_MS
  while (!signal.aborted) {
    try {
      await read(signal)
      pause = PAUSE_MS
    } catch {
      if (signal.aborted) return
      lost.value = true
      pause = Math.min(pause * 2, MOST_PAUSE_MS)
    }
    if (!signal.aborted) await new Promise((done) => setTimeout(done, pause * (0.5 + Math.random())))
  }
}

async function read(signal: AbortSignal): Promise<void> {
  const headers: Record<string, string> = { Authorization: `Bearer ${currentToken()}` }
  if (lastId) headers['Last-Event-ID'] = lastId
  const response = await fetch('/api/v1/stream', { headers, signal })
  if (response.status === 401 && (await renewToken())) return
  if (!response.ok || !response.body) throw new Error(String(response.status))
  if (lost.value) listeners.forEach((listener) => listener('reset'))
  lost.value = false
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    blocks.forEach(tell)
  }
}

function tell(block: string): void {
  const lines = block.split('\n')
  const value = (name: string) =>
    lines
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  lastId = value('id') ?? lastId
  const data = value('data')
  if (value('event') === 'reset') listeners.forEach((listener) => listener('reset'))
  else if (data) listeners.forEach((listener) => listener(JSON.parse(data) as Change))
}
