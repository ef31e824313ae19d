import { createHash, randomBytes, randomUUID } from 'node:crypto'

export const newUuid = (): string => randomUUID()

export const newSecret = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`

/**
 * The id by which one app knows one user: 44 characters of base64, always with `+`, `/` and `=` in it, so that a
 * client which forgets to encode it is found out.
 */
export function userIdForApp(slug: string, userId: string): string {
  for (let turn = 0; ; turn += 1) {
    const id = createHash('sha256').update(`${slug}:${userId}:${turn}`).digest('base64')
    if (id.includes('+') && id.includes('/')) return id
  }
}

/** A stable UUID made of a name: version 1 launches know users by such ids. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
