import { cleanText, countLetters } from '#lib/kernel/text.ts'
import { readMobile, readPostalCode } from './contact-numbers.ts'
import { holdsLink } from './links.ts'
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
  const mobile = readMobile(form.mobile ?? '')
  const city = parseSlug(form.city, lists.cities, 'city_required', 'city_unknown')
  const district = parseDistrict(form.district, lists.districts)
  const line = parseLine(form.line)
  const postal = readPostalCode(form.postalCode ?? '')
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

/** Reads `city` and `district`, against the same lists. */
export function parsePlace(
  form: FormFields,
  lists: { cities: readonly NamedSlug[]; districts: readonly NamedSlug[] },
): Parsed<Place> {
  const city = parseSlug(form.city, lists.cities, 'city_required', 'city_unknown')
  const district = parseDistrict(form.district, lists.districts)
  if (city.ok && district.ok) return { ok: true, value: { city: city.value, district: district.value }, warnings: {} }
  return {
    ok: false,
    faults: { ...(city.ok ? {} : { city: city.fault }), ...(district.ok ? {} : { district: district.fault }) },
  }
}

type Read<T> = { ok: true; value: T } | { ok: false; fault: FaultCode }

const good = <T>(value: T): Read<T> => ({ ok: true, value })
const bad = (fault: FaultCode): { ok: false; fault: FaultCode } => ({ ok: false, fault })
const length = (text: string) => Array.from(text).length

/** Whole enough to tell that it is too long: cut right behind the limit, a space there would go unseen. */
const cleaned = (input: string, { max }: { max: number }) => cleanText(input, { max: max * 2 })

function parseName(input = ''): Read<string> {
  const name = cleaned(input, addressLimits.name)
  if (name === '') return bad('name_required')
  if (length(name) > addressLimits.name.max) return bad('name_too_long')
  if (holdsLink(name)) return bad('name_link')
  return countLetters(name) < addressLimits.name.min ? bad('name_too_short') : good(name)
}

/** A courier goes by words: dots, digits or one letter over and over lead nowhere. */
const fewestLetters = { all: 5, different: 3 }

function parseLine(input = ''): Read<string> {
  const line = cleaned(input, addressLimits.line)
  if (line === '') return bad('line_required')
  if (length(line) > addressLimits.line.max) return bad('line_too_long')
  if (holdsLink(line)) return bad('line_link')
  if (length(line) < addressLimits.line.min) return bad('line_too_short')
  const different = new Set(line.toLowerCase().match(/\p{L}/gu)).size
  const hasWords = countLetters(line) >= fewestLetters.all && different >= fewestLetters.different
  return hasWords ? good(line) : bad('line_no_words')
}

// The pattern most libraries share; they disagree on its details, so a miss is only asked about.
const usualPostal = /^(?!(\d)\1{3})[13-9]{4}[1346-9][013-9]{5}$/

function parseSlug(input = '', list: readonly NamedSlug[], none: FaultCode, unknown: FaultCode): Read<string> {
  if (input === '') return bad(none)
  const found = list.find((entry) => entry.slug === input)
  return found ? good(found.slug) : bad(unknown)
}

function parseDistrict(input: string | undefined, districts: readonly NamedSlug[]): Read<string | null> {
  if (districts.length === 0) return good(null)
  return parseSlug(input, districts, 'district_required', 'district_unknown')
}
