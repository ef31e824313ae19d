import { createHash, createHmac, hkdfSync, webcrypto } from 'node:crypto'
import { type CompactDecryptGetKey, CompactEncrypt, compactDecrypt } from 'jose'
import { isAppError, KernelError } from './errors.ts'

/** A sealed value: a compact JWE (direct AES-256-GCM). `kid` names the key, so old rows open after a rotation. */
export type Sealed = string

/** Seals and opens values with a list of 32-byte keys, newest first: the first seals, any of them opens. */
export type Sealer = {
  seal(value: unknown): Promise<Sealed>
  open<T = unknown>(sealed: Sealed): Promise<T>
  /** The same for what is shown beside other things: what no key opens is null, and told with `about`, which names whose it is. */
  openOrNull<T = unknown>(sealed: Sealed, about: Record<string, string>): Promise<T | null>
  /**
   * By what a text is found that stands sealed: a keyed digest with each key, newest first. To store the first, and to look
   * for any. It begins with the key's id.
   */
  digests(text: string): string[]
}

const onlyThis = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }

const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)

const keyId = (key: Uint8Array) => createHash('sha256').update(key).digest('base64url').slice(0, 8)

const readyKey = (key: Uint8Array) =>
  webcrypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Hears of a value that no key opens. */
type OnUnreadable = (err: unknown, about: Record<string, string>) => void

/** Throws `fault` when no key is given or one is not 32 bytes; `open` throws `fault` for an unknown key or a changed text. */
export function createSealer(keys: readonly Uint8Array[], onUnreadable: OnUnreadable = () => {}): Sealer {
  const newest = keys[0]
  if (!newest || keys.some((key) => key.length !== 32))
    throw new KernelError('fault', 'seal keys must be 32 bytes each')
  const newestId = keyId(newest)
  // Made ready once: of raw bytes jose makes a key with each value.
  const byId = new Map(keys.map((key) => [keyId(key), readyKey(key)]))
  const digestKeys = keys.map((key) => [keyId(key), Buffer.from(hkdfSync('sha256', key, '', 'digest', 32))] as const)
  const open = async <T>(sealed: Sealed) => {
    const keyFor: CompactDecryptGetKey = (header) => {
      const key = byId.get(String(header.kid))
      if (!key) throw new KernelError('fault', 'sealed with an unknown key', { details: { kid: header.kid } })
      return key
    }
    const opened = await compactDecrypt(sealed, keyFor, onlyThis).catch((cause) => {
      throw isAppError(cause) ? cause : new KernelError('fault', 'sealed value does not open', { cause })
    })
    return JSON.parse(new TextDecoder().decode(opened.plaintext)) as T
  }
  return {
    open,
    async openOrNull<T>(sealed: Sealed, about: Record<string, string>) {
      try {
        return await open<T>(sealed)
      } catch (err) {
        onUnreadable(err, about)
        return null
      }
    },
    async seal(value) {
      const text = new TextEncoder().encode(JSON.stringify(value))
      return await new CompactEncrypt(text)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: newestId })
        .encrypt((await byId.get(newestId)) ?? newest)
    },
    digests: (text) => digestKeys.map(([id, key]) => `${id}.${hmac(key, text)}`),
  }
}
