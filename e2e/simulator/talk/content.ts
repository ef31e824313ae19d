import { isObject } from '../http.ts'

/** The seven kinds of contract §11.3. */
export const messageTypes = ['TEXT', 'IMAGE', 'FILE', 'VOICE', 'VIDEO', 'LOCATION', 'CONTACT'] as const
export type MessageType = (typeof messageTypes)[number]

/** What a message says: a text, or the data object of its kind as Divar writes it into events. */
export type Content = {
  type: MessageType
  text: string
  data: Record<string, unknown> | null
  /** Where the app sent it: what was uploaded. */
  mediaToken: string | null
}

export const textContent = (text: string): Content => ({ type: 'TEXT', text, data: null, mediaToken: null })

/** What somebody says who gives the kind and no more. `url` is the simulator's own. */
function sample(type: Exclude<MessageType, 'TEXT'>, url: string): Record<string, unknown> {
  if (type === 'LOCATION') return { latitude: 35.7448, longitude: 51.3753 }
  if (type === 'CONTACT') return { name: 'آقای صادقی', phone: '+989121234567' }
  if (type === 'IMAGE') {
    return { link: `${url}/images/bicycle.svg`, size_bytes: 204_800, height_px: 360, width_px: 480 }
  }
  if (type === 'FILE') return { link: `${url}/images/books.svg`, name: 'فاکتور.pdf', size_bytes: 52_100 }
  if (type === 'VOICE') return { link: `${url}/images/console.svg`, size_bytes: 31_000 }
  return { link: `${url}/images/camera.svg`, thumbnail_link: `${url}/images/camera.svg`, size_bytes: 2_400_000 }
}

export type Words = { text?: string; type?: MessageType; data?: Record<string, unknown> }

/** What a person sends: `text`, or another kind with a sample's data where none is given. */
export function readWords({ text = '', type = 'TEXT', data }: Words, url: string, longest: number): Content {
  if (!messageTypes.includes(type)) throw new Error(`type must be one of ${messageTypes.join(', ')}`)
  if (data !== undefined && !isObject(data)) throw new Error('data must be an object')
  if (type === 'TEXT') return textContent(text.slice(0, longest))
  return { type, text: '', data: { ...sample(type, url), ...data }, mediaToken: null }
}

/** The field of an event that carries the content. Contract §11.3. */
export function wireContent({ type, text, data }: Content): Record<string, unknown> {
  return type === 'TEXT' ? { type, text } : { type, [`${type.toLowerCase()}_data`]: data }
}
