import { findContact } from '#lib/kernel/contacts.ts'
import { cleanText, countLetters } from '#lib/kernel/text.ts'
import type { Vehicle } from '#lib/kernel/vehicle.ts'

/** Who comes, as far as both sides may know it. */
export type Courier = { name: string; vehicle: Vehicle | null }

/** Characters of a courier's first name. */
export const maxCourierName = 24

/** A first name may have parts, a whole name has too many to be one. */
const nameParts = /^\p{L}[\p{L}\p{M}\u200c'’-]*( [\p{L}\p{M}\u200c'’-]+){0,2}$/u

/**
 * A courier's first name, cleaned as all that people read; null where it is none: with digits or signs, too long, or with
 * something to reach somebody by, as nobody is led away from the business by what seems to be its word.
 */
export function readCourierName(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const name = cleanText(value, { max: maxCourierName + 1 })
  const fits = Array.from(name).length <= maxCourierName && countLetters(name) >= 2 && nameParts.test(name)
  return fits && findContact(name) === null ? name : null
}

/** What stands before a first name and is none by itself. */
const titles = ['سید', 'سیده', 'سیّد', 'میر', 'حاج']

/**
 * What both sides may know of somebody of the business whose whole name this is: the first name and the vehicle. Null where
 * no first name can be read in it: then nobody is named.
 */
export function courierOfStaff({ name, vehicle }: { name: string; vehicle: Vehicle | null }): Courier | null {
  const words = cleanText(name, { max: 60 }).split(' ')
  const first = words.slice(0, titles.includes(words[0] ?? '') && words.length > 2 ? 2 : 1).join(' ')
  const readable = readCourierName(first)
  return readable === null ? null : { name: readable, vehicle }
}

/** Who was assigned to shipments, sealed. Each method is one statement. */
export type CourierStore = {
  /** Null: nobody. */
  setCourier(shipmentId: string, sealed: string | null, at: Date): Promise<void>
  sealedCourierOf(shipmentId: string): Promise<string | null>
}
