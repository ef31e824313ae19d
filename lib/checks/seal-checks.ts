import { createSealer } from '#lib/kernel/seal.ts'
import { type Check, good, wrong } from './check.ts'

/** Seals with each key alone and opens with all of them, as after a rotation. */
export async function checkSeal(keys: readonly Uint8Array[]): Promise<Check> {
  const distinct = new Set(keys.map((key) => Buffer.from(key).toString('base64')))
  if (distinct.size < keys.length) {
    return wrong('seal', 'SEAL_KEYS names one key twice.', 'Take the repeated one out: each stands there once.')
  }
  const all = createSealer(keys)
  for (const [index, key] of keys.entries()) {
    const opened = await createSealer([key])
      .seal('peyk')
      .then(async (sealed) => await all.open<string>(sealed))
      .catch(() => null)
    if (opened !== 'peyk') {
      return wrong('seal', `Key ${index + 1} of SEAL_KEYS does not open what it sealed.`, 'Replace it by a new one.')
    }
  }
  return good('seal', keys.length === 1 ? 'The key seals and opens.' : `All ${keys.length} keys seal and open.`)
}

/** The unencrypted beginnings that values sealed with these keys have: one for each key. */
export async function sealedBeginnings(keys: readonly Uint8Array[]): Promise<Set<string>> {
  const sealed = await Promise.all(keys.map(async (key) => await createSealer([key]).seal('')))
  return new Set(sealed.map((value) => value.split('.')[0] ?? ''))
}
