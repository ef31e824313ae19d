import { DivarResponseError } from '../errors.ts'
import { cleanText, type Fields, fieldsOf, isObject, readOptionalId } from '../fields.ts'
import { idRules, type PostToken } from '../ids.ts'
import type { DivarOperation } from '../operations.ts'

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

/** The posts of an answer as `read` reads each; an entry without a usable token is left out. */
export function postsIn<T>(
  operation: DivarOperation,
  body: unknown,
  read: (fields: Fields) => T,
): (T & { token: PostToken })[] {
  if (!isObject(body)) throw new DivarResponseError(operation, 'not an object')
  const posts = fieldsOf(body, '').own.get('posts') ?? []
  if (!Array.isArray(posts)) throw new DivarResponseError(operation, 'posts')
  return posts.filter(isObject).flatMap((post) => {
    const fields = fieldsOf(post, '')
    const token = readOptionalId(fields, 'token', idRules.postToken)
    return token === null ? [] : [{ token, ...read(fields) }]
  })
}
