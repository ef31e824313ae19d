import { cleanText, type Fields } from '../fields.ts'

const maxTitleLength = 200

/** What a person wrote, without what cannot be stored; null for none. */
export function readOwnText(fields: Fields, name: string, max: number): string | null {
  const text = fields.own.get(name)
  return (typeof text === 'string' ? cleanText(text, max).trim() : '') || null
}

export const readTitle = (fields: Fields): string | null => readOwnText(fields, 'title', maxTitleLength)

const isImageAddress = (text: string) =>
  /^https:\/\/[^\s\0]+$/.test(text) || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/][^\s\0]+$/.test(text)

/** The addresses among what should be some: https, or http on this machine, as a Divar of one's own gives them. */
export function readImages(fields: Fields): string[] {
  const images = fields.own.get('images')
  if (!Array.isArray(images)) return []
  return images.filter((one) => typeof one === 'string' && one.length <= 2048 && isImageAddress(one))
}
