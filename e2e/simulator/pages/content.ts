import type { Content } from '../talk/content.ts'
import { digits } from './fa.ts'
import { type Html, html } from './html.ts'

/** What a message says, each of the seven kinds in its way. */
export function contentOf(message: Content): Html {
  const { type, mediaToken } = message
  const data = message.data ?? {}
  const text = (field: string) => String(data[field] ?? '')
  // An address of our own is left without its host: the page may be reached by another name.
  const link =
    mediaToken === null ? text('link').replace(/^https?:\/\/[^/]+(?=\/images\/)/, '') : `/media/${mediaToken}`
  if (type === 'TEXT') return html`<p dir="auto">${message.text}</p>`
  if (type === 'IMAGE') return html`<a class="photo" href="${link}" target="_blank"><img src="${link}" alt="عکس"></a>`
  if (type === 'VOICE') return html`<p>${attachment('صدا', link)}</p>`
  if (type === 'VIDEO') return html`<p>${attachment('ویدیو', link)}</p>`
  if (type === 'FILE') return html`<p dir="auto">${attachment(`فایل: ${text('name')}`, link)}</p>`
  if (type === 'CONTACT') return html`<p>مخاطب: ${text('name')} <bdi dir="ltr">${digits(text('phone'))}</bdi></p>`
  const place = `${text('latitude')}, ${text('longitude')}`
  return html`<p>موقعیت مکانی: <bdi dir="ltr">${digits(place)}</bdi></p>`
}

const attachment = (name: string, link: string): Html =>
  html`<a class="attachment" href="${link}" target="_blank">${name}</a>`
