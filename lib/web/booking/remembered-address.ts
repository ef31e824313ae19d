import { z } from 'zod'
import type { Sealer } from '#lib/kernel/seal.ts'

// The address that a browser carries for its own next booking: sealed, in a cookie, and nowhere on the server.

export const rememberedDays = 30
export const rememberedSeconds = rememberedDays * 24 * 60 * 60

/** Browsers keep a cookie of up to 4 KB, name and attributes included. */
const maxLength = 3800

const text = z.string().min(1).max(400)
const remembered = z.strictObject({
  name: text,
  mobile: text,
  line: text,
  postalCode: text.nullable(),
  city: text,
  district: text.nullable(),
})
const sealed = z.strictObject({ v: z.literal(1), at: z.number().int(), address: remembered })

export type RememberedAddress = z.output<typeof remembered>

/** Null: too long for a cookie. */
export async function sealRemembered(sealer: Sealer, address: RememberedAddress, now: Date): Promise<string | null> {
  const value = await sealer.seal({ v: 1, at: now.getTime(), address })
  return value.length <= maxLength ? value : null
}

/** Null for whatever is no such cookie, too long, of another key, of another version, or older than thirty days. */
export async function openRemembered(sealer: Sealer, value: string, now: Date): Promise<RememberedAddress | null> {
  if (value.length > maxLength) return null
  try {
    const { at, address } = sealed.parse(await sealer.open(value))
    const age = now.getTime() - at
    return age >= 0 && age < rememberedSeconds * 1000 ? address : null
  } catch {
    return null
  }
}
