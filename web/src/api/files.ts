/** Files of the API: fetched with the token, then saved by the browser under the name that the answer gives. */

import { address, problemOf, send } from '@/api/http'

const NAME = /filename\*=UTF-8''([^;]+)/

export async function saveFile(path: string): Promise<void> {
  const response = await send('GET', address(path))
  if (!response.ok) throw await problemOf(response)
  const name = NAME.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name ? decodeURIComponent(name) : 'file'
  link.click()
  URL.revokeObjectURL(link.href)
}

/** A file as a form, for `api.post`. */
export function asForm(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}
