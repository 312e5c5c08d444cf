/**
 * The keys of writes (`Idempotency-Key`). An answer may be lost on a bad line although the server has done what it was asked:
 * the same request sent once more under the same key gets the first answer and never has a second effect.
 */

interface Attempt {
  content: string
  key: string
}

/** By address: the last write that nobody has answered yet. */
const unanswered = new Map<string, Attempt>()

/** The attempt that goes on when this was asked before and not answered; a new one when the content differs. */
export function attempt(method: string, url: string, body: unknown): Attempt {
  const content = `${method} ${contentOf(body)}`
  const last = unanswered.get(url)
  if (last?.content === content) return last
  const fresh = { content, key: newKey() }
  unanswered.set(url, fresh)
  return fresh
}

/** An answer came, be it a refusal: whoever asks the same again means it anew. */
export function answered<Answer>(url: string, { key }: Attempt, answer: Answer): Answer {
  if (unanswered.get(url)?.key === key) unanswered.delete(url)
  return answer
}

function contentOf(body: unknown): string {
  if (!(body instanceof FormData)) return JSON.stringify(body) ?? ''
  const parts = [...body].map(([name, value]) =>
    value instanceof File ? [name, value.name, value.size, value.lastModified] : [name, value],
  )
  return JSON.stringify(parts)
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
