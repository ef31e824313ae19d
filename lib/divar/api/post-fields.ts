import { cleanText, type Fields } from '../fields.ts'

const maxTitleLength = 200

/** What a person wrote, without what cannot be stored; null for none. */
export function readOwnText(fields: Fields, name: string, max: number): string | null {
  const text = fields.own.get(name)
  return (typeof text === 'string' ? cleanText(text, max).trim() : '') || null
}

export const readTitle = (fields: Fields): string | null => readOwnText(fields, 'title', maxTitleLength)

/** The addresses among what should be some: https only. */
export function readImages(fields: Fields): string[] {
  const images = fields.own.get('images')
  if (!Array.isArray(images)) return []
  return images.filter((one) => typeof one === 'string' && one.length <= 2048 && /^https:\/\/[^\s\0]+$/.test(one))
}
