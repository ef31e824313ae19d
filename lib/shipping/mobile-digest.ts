import { isAppError } from '#lib/kernel/errors.ts'
import type { Sealed, Sealer } from '#lib/kernel/seal.ts'
import type { Contact } from './ports.ts'

/** By what addresses are found whose mobile ends with these four digits: one for each key, the newest first. */
export const lastFourDigests = (sealer: Pick<Sealer, 'digests'>, digits: string): string[] =>
  sealer.digests(`mobile ${digits}`)

/** What is kept of a mobile beside its sealed address, with the newest key. Null: it is no mobile. */
export function mobileDigest(sealer: Pick<Sealer, 'digests'>, { mobile }: Pick<Contact, 'mobile'>): string | null {
  return /^\d{8,15}$/.test(mobile) ? (lastFourDigests(sealer, mobile.slice(-4))[0] ?? null) : null
}

/** The same of a sealed address; null too where no key opens it: it is kept all the same. */
export async function digestOfSealed(sealer: Sealer, sealed: Sealed): Promise<string | null> {
  try {
    return mobileDigest(sealer, await sealer.open<Contact>(sealed))
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}
