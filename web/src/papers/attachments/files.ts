/** Attachments: sent as forms, fetched with the token. */

import type { Shape } from '@/api/shapes'
import { asForm } from '@/api/files'
import { address, api, problemOf, send } from '@/api/http'

export type Attachment = Shape<'Attachment'>

/** A picture, to be shown from memory. */
export async function fetchFile(path: string): Promise<Blob> {
  const response = await send('GET', address(path))
  if (!response.ok) throw await problemOf(response)
  return response.blob()
}

export async function sendFile<T>(path: string, file: File, fields: Record<string, string> = {}): Promise<T> {
  const form = asForm(file)
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return api.step<T>(path, form)
}

export function contentOf(attachmentId: string): string {
  return `/attachments/${attachmentId}/content`
}

export function isPicture(attachment: Attachment): boolean {
  return attachment.media_type.startsWith('image/')
}

/** `1.2 MB`, as people read sizes. */
export function size(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`
}
