import { type Argon2Parameters, argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { RandomBytes } from '#lib/kernel/ids.ts'

const derive = promisify(argon2)

/** What OWASP asks of argon2id at the least. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32
const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/

export const passwordLength = { least: 12, most: 128 }

async function tagOf(password: string, nonce: Uint8Array, how: typeof cost, length: number): Promise<Buffer> {
  // The same characters may be typed in more than one way.
  const message = password.normalize('NFKC')
  return await derive('argon2id', { message, nonce, tagLength: length, ...how } as Argon2Parameters)
}

/** What is stored in place of a password: argon2id with its cost and salt, so that the cost may rise later. */
export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
  const nonce = random(16)
  const tag = await tagOf(password, nonce, cost, tagLength)
  const { memory, passes, parallelism } = cost
  const salt = Buffer.from(nonce).toString('base64url')
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${salt}$${tag.toString('base64url')}`
}

/** No password's: an unknown login takes as long as a known one. */
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Whether a password is the stored one. Null stands for somebody who does not exist: never, in the same time. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = pattern.exec(stored ?? nobody) ?? []
  const expected = Buffer.from(tag, 'base64url')
  if (expected.length === 0) return false
  const how = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const given = await tagOf(password, Buffer.from(salt, 'base64url'), how, expected.length)
  return timingSafeEqual(given, expected) && stored !== null
}
