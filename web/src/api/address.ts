/** The API's addresses as types: what may be asked where, and what is answered, from `schema.d.ts`. */

import type { paths } from '@/api/schema'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `/deals/{deal_id}/owners` → `` `/deals/${string}/owners` ``, as calls write it. */
type Written<Path> = Path extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Written<After>}` : Path

/** The operations of a method by their paths below `/api/v1`. */
type Operations<M extends Method> = {
  [Path in keyof paths as paths[Path][M] extends object ? (Path extends `/api/v1${infer Own}` ? Own : never) : never]: paths[Path][M]
}
type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type PathOf<M extends Method, A> = A extends unknown
  ? { [Path in keyof Operations<M>]: IsSame<A, Written<Path>> extends true ? Path : never }[keyof Operations<M>]
  : never
/** Forms hold texts: that one is among an enumeration's words is the server's to say. */
type Typed<T> = T extends string
  ? string
  : T extends (infer Item)[]
    ? Typed<Item>[]
    : T extends object
      ? { [Name in keyof T]: Typed<T[Name]> }
      : T
type Operation<M extends Method, A> = PathOf<M, A> extends infer Path extends keyof Operations<M> ? Operations<M>[Path] : never

/** The address, when it is one of the API's. */
export type Known<M extends Method, A> = [PathOf<M, A>] extends [never] ? never : A

type Json<Content> = Content extends { content: { 'application/json': infer Shape } } ? Shape : undefined
type Done<Responses> = Responses[keyof Responses & (200 | 201 | 202 | 204)]

export type Answer<M extends Method, A> = Operation<M, A> extends { responses: infer Responses } ? Json<Done<Responses>> : never
/** What a list is of. */
export type Item<A> = Answer<'get', A> extends { items: (infer One)[] } ? One : never
/** Whatever is left empty is not sent. */
export type Query<M extends Method, A> =
  Operation<M, A> extends { parameters: { query?: infer Asked } } ? { [Name in keyof Asked]: Typed<Asked[Name]> | null | '' } : never
export type Body<M extends Method, A> = Operation<M, A> extends { requestBody?: infer Sent } ? Typed<Json<NonNullable<Sent>>> : never
