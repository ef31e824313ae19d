import { hash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

/** Randomness as an argument, so that tests can fix it. */
export type RandomBytes = (size: number) => Uint8Array

/** An unguessable secret for an address or a cookie: 24 bytes (192 bits) as base64url. */
export function randomSecret(random: RandomBytes = randomBytes): string {
  return Buffer.from(random(24)).toString('base64url')
}

/** The id of a row. Not a secret. */
export function newId(): string {
  return randomUUID()
}

/** What is stored in place of a secret: its SHA-256, base64url. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

/** What a log line may say of a secret, so that two lines about the same one find each other. */
export function secretMark(secret: string): string {
  return hashSecret(secret).slice(0, 12)
}

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer')

/**
 * Whether `given` is one of `keys`, in a time that tells neither which key nor how much of it agreed.
 * An empty list accepts nothing, and neither does an empty value.
 */
export function matchesOneKey(given: string | null | undefined, keys: readonly string[]): boolean {
  const left = sha256(given ?? '')
  let matched = false
  for (const key of keys) {
    if (timingSafeEqual(left, sha256(key)) && key !== '' && given) matched = true
  }
  return matched
}
