/** The HTTP API: bearer token in memory, one refresh when it has ended, writes under a key, problems as errors. */

import type { Answer, Body, Known, Query } from '@/api/address'
import { answered, attempt } from '@/api/attempts'

export interface FieldError {
  field: string
  message: string
}

/** A refusal of the API (RFC 9457): a stable code, a sentence for people, details. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
    readonly errors: FieldError[] = [],
  ) {
    super(message)
  }
}

/** What a proxy or the gateway answers when it does not know what became of a request. */
const LOST = new Set([502, 503, 504])
const PAUSES_MS = [400, 1_600]

type Asked = Record<string, string | number | boolean | null | undefined | string[]>

let token: string | null = null
let language = 'zh'
let renew: () => Promise<boolean> = async () => false

export function useToken(value: string | null): void {
  token = value
}

export function currentToken(): string | null {
  return token
}

export function speak(value: string): void {
  language = value
}

/** What gets a new token when the present one has ended; answers whether it did. */
export function renewWith(way: () => Promise<boolean>): void {
  renew = way
}

export function renewToken(): Promise<boolean> {
  return renew()
}

export function address(path: string, query: Asked = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const pairs = given.flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))
  const text = new URLSearchParams(pairs).toString()
  return `/api/v1${path}${text ? `?${text}` : ''}`
}

/** One request; after the end of the token one more with a new token. */
export async function send(method: string, url: string, body?: unknown, own: Record<string, string> = {}): Promise<Response> {
  const response = await sendOnce(method, url, body, own)
  return response.status === 401 && token && (await renew()) ? sendOnce(method, url, body, own) : response
}

export async function sendOnce(method: string, url: string, body?: unknown, own: Record<string, string> = {}): Promise<Response> {
  const isFile = body instanceof FormData
  const headers: Record<string, string> = { 'Accept-Language': language, ...own }
  if (token) headers.Authorization = `Bearer ${token}`
  if (body !== undefined && !isFile) headers['Content-Type'] = 'application/json'
  try {
    const response = await fetch(url, { method, headers, body: isFile ? body : JSON.stringify(body) })
    if (method !== 'GET') await response.clone().blob()
    return response
  } catch {
    throw new Problem(0, 'offline', language === 'zh' ? '无法连接服务器，请检查网络。' : 'The server cannot be reached.')
  }
}

/** A write whose answer is lost is repeated under its key: here a few times, then by whoever presses the button again. */
async function write(method: string, url: string, body?: unknown): Promise<Response> {
  const current = attempt(method, url, body)
  const once = () => send(method, url, body, { 'Idempotency-Key': current.key })
  for (const pause of PAUSES_MS) {
    const response = await once().catch(() => null)
    if (response && !LOST.has(response.status)) return answered(url, current, response)
    await new Promise((done) => setTimeout(done, pause))
  }
  const last = await once()
  return LOST.has(last.status) ? last : answered(url, current, last)
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  throw await problemOf(response)
}

/** What an answer that is none says. */
export async function problemOf(response: Response): Promise<Problem> {
  const problem = await response.json().catch(() => ({}))
  return new Problem(
    response.status,
    problem.code ?? 'unknown',
    problem.title ?? response.statusText,
    problem.details ?? {},
    problem.errors ?? [],
  )
}

/** For `catch`: nothing, where one may not see what one asked for; other failures stay failures. */
export function orHidden(error: unknown): null {
  if (error instanceof Problem && (error.status === 403 || error.status === 404)) return null
  throw error
}

export const api = {
  get: async <const A extends string>(path: Known<'get', A>, query?: Query<'get', A>): Promise<Answer<'get', A>> =>
    answer(await send('GET', address(path, query))),
  post: async <const A extends string>(path: Known<'post', A>, body?: Body<'post', A> | FormData): Promise<Answer<'post', A>> =>
    answer(await write('POST', address(path), body ?? {})),
  /** A step whose name is data. */
  step: async <T = void>(path: string, body: object = {}): Promise<T> => answer(await write('POST', address(path), body)),
  patch: async <const A extends string>(path: Known<'patch', A>, body: Body<'patch', A>): Promise<Answer<'patch', A>> =>
    answer(await write('PATCH', address(path), body)),
  put: async <const A extends string>(path: Known<'put', A>, body: Body<'put', A>): Promise<Answer<'put', A>> =>
    answer(await write('PUT', address(path), body)),
  delete: async <const A extends string>(path: Known<'delete', A>, query?: Query<'delete', A>): Promise<Answer<'delete', A>> =>
    answer(await write('DELETE', address(path, query))),
}

export interface Page<T> {
  items: T[]
  next: string | null
}
