import { toLatinDigits } from '#lib/kernel/digits.ts'
import { cleanText } from '#lib/kernel/text.ts'
import type { FaultCode, FormFields, Parsed } from './parsed.ts'
import type { NamedSlug, Place } from './place.ts'

/** Where a courier goes, and whom to ask for there. Seen by its owner and the carrier only. */
export type Address = {
  name: string
  /** `09xxxxxxxxx` */
  mobile: string
  place: Place
  line: string
  postalCode: string | null
}

/** Lengths in characters. */
export const addressLimits = { name: { min: 2, max: 80 }, line: { min: 10, max: 300 } } as const

/**
 * Reads the address form. Fields: `name`, `mobile`, `city`, `district`, `line`, `postalCode`,
 * `postalConfirmed`. `cities` is Divar's list, `districts` that of the chosen city: empty where a city has none.
 * A postal code of ten digits that is unlike the known pattern is asked about once (`postal_unusual`) and believed when
 * the form comes again with `postalConfirmed`: a false refusal would stop a delivery.
 */
export function parseAddress(
  form: FormFields,
  lists: { cities: readonly NamedSlug[]; districts: readonly NamedSlug[] },
): Parsed<Address> {
  const name = parseName(form.name)
  const mobile = parseMobile(form.mobile)
  const city = parseSlug(form.city, lists.cities, 'city_required', 'city_unknown')
  const district = parseDistrict(form.district, lists.districts)
  const line = parseLine(form.line)
  const postal = parsePostal(form.postalCode)
  if (name.ok && mobile.ok && city.ok && district.ok && line.ok && postal.ok) {
    const place = { city: city.value, district: district.value }
    const value = { name: name.value, mobile: mobile.value, place, line: line.value, postalCode: postal.value }
    const unusual = postal.value !== null && !usualPostal.test(postal.value) && !form.postalConfirmed
    return { ok: true, value, warnings: unusual ? { postalCode: 'postal_unusual' } : {} }
  }
  const faults: Record<string, FaultCode> = {}
  for (const [field, read] of Object.entries({ name, mobile, city, district, line, postalCode: postal })) {
    if (!read.ok) faults[field] = read.fault
  }
  return { ok: false, faults }
}

type Read<T> = { ok: true; value: T } | { ok: false; fault: FaultCode }

const good = <T>(value: T): Read<T> => ({ ok: true, value })
const bad = (fault: FaultCode): { ok: false; fault: FaultCode } => ({ ok: false, fault })
const length = (text: string) => Array.from(text).length

function parseName(input = ''): Read<string> {
  const name = cleanText(input, { max: addressLimits.name.max + 1 })
  if (name === '') return bad('name_required')
  if (length(name) > addressLimits.name.max) return bad('name_too_long')
  const letters = name.match(/\p{L}/gu) ?? []
  return letters.length < addressLimits.name.min ? bad('name_too_short') : good(name)
}

function parseLine(input = ''): Read<string> {
  const line = cleanText(input, { max: addressLimits.line.max + 1 })
  if (line === '') return bad('line_required')
  if (length(line) < addressLimits.line.min) return bad('line_too_short')
  return length(line) > addressLimits.line.max ? bad('line_too_long') : good(line)
}

const digitsOf = (input: string) => toLatinDigits(cleanText(input, { max: 40 })).replace(/[\s().\-‐-―−ـ_]/g, '')

function parseMobile(input = ''): Read<string> {
  const digits = digitsOf(input)
  if (digits === '') return bad('mobile_required')
  const match = /^(?:\+98|0098|98)?0?(9\d{9})$/.exec(digits)
  return match ? good(`0${match[1]}`) : bad('mobile_invalid')
}

// The pattern most libraries share; they disagree on its details, so a miss is only asked about.
const usualPostal = /^(?!(\d)\1{3})[13-9]{4}[1346-9][013-9]{5}$/

function parsePostal(input = ''): Read<string | null> {
  const digits = digitsOf(input)
  if (digits === '') return good(null)
  return /^[1-9]\d{9}$/.test(digits) ? good(digits) : bad('postal_invalid')
}

function parseSlug(input = '', list: readonly NamedSlug[], none: FaultCode, unknown: FaultCode): Read<string> {
  if (input === '') return bad(none)
  const found = list.find((entry) => entry.slug === input)
  return found ? good(found.slug) : bad(unknown)
}

function parseDistrict(input: string | undefined, districts: readonly NamedSlug[]): Read<string | null> {
  if (districts.length === 0) return good(null)
  return parseSlug(input, districts, 'district_required', 'district_unknown')
}
