/** A field that is not what the contract allows. Its message names the field and never quotes what stood there. */
export class WrongField extends Error {}

/** The own properties of an untrusted object, out of reach of `__proto__` and its like, with the object's name for faults. */
export type Fields = { path: string; own: ReadonlyMap<string, unknown> }

/** What a text may be, and as what kind of text it is read. */
export type TextRule<Text extends string = string> = { max: number; pattern?: RegExp; readonly kind?: Text }

const loneSurrogate = /\p{Surrogate}/u

/** Neither NUL, which PostgreSQL refuses, nor half a surrogate pair, which no UTF-8 can hold. */
export const isSafeText = (text: string): boolean => !text.includes('\0') && !loneSurrogate.test(text)

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Null, an empty text and a missing field mean the same to Divar. */
const isAbsent = (value: unknown): value is null | undefined | '' =>
  value === undefined || value === null || value === ''

/** Throws `WrongField` for anything but an object or an absent value. */
export function fieldsOf(value: unknown, path: string): Fields {
  if (isAbsent(value)) return { path, own: new Map() }
  if (!isObject(value)) throw new WrongField(`${path || 'the body'} must be a JSON object`)
  return { path, own: new Map(Object.entries(value)) }
}

export function fieldsIn(fields: Fields, name: string): Fields {
  return fieldsOf(fields.own.get(name), pathOf(fields, name))
}

/** Like `fieldsIn`, for what an add-on can do without: anything but an object is empty. */
export function optionalFieldsIn(fields: Fields, name: string): Fields {
  const value = fields.own.get(name)
  return { path: pathOf(fields, name), own: new Map(isObject(value) ? Object.entries(value) : []) }
}

export const hasField = (fields: Fields, name: string): boolean => !isAbsent(fields.own.get(name))

const pathOf = (fields: Fields, name: string): string => (fields.path ? `${fields.path}.${name}` : name)

/** The text of a field or null when absent. Throws `WrongField` for another type, an unsafe, overlong or ill-formed text. */
export function readText<Text extends string = string>(
  fields: Fields,
  name: string,
  rule: TextRule<Text>,
): Text | null {
  const value = fields.own.get(name)
  const path = pathOf(fields, name)
  if (isAbsent(value)) return null
  if (typeof value !== 'string') throw new WrongField(`${path} must be a text`)
  if (!isSafeText(value)) throw new WrongField(`${path} holds a character that is not allowed`)
  if (value.length > rule.max) throw new WrongField(`${path} is longer than ${rule.max} characters`)
  if (rule.pattern && !rule.pattern.test(value)) throw new WrongField(`${path} is not well formed`)
  return value as Text
}

/** Like `readText`, for what an add-on can do without: whatever is wrong counts as absent. */
export function readOptionalText<Text extends string = string>(
  fields: Fields,
  name: string,
  rule: TextRule<Text>,
): Text | null {
  const value = fields.own.get(name)
  if (typeof value !== 'string' || value === '' || value.length > rule.max || !isSafeText(value)) return null
  return rule.pattern && !rule.pattern.test(value) ? null : (value as Text)
}

/** What an id is as a text: Divar writes the same id as a number here and there. One beyond exact numbers is another id by now. */
const idAsText = (value: unknown): unknown => (Number.isSafeInteger(value) ? String(value) : value)

/** Like `readText`, for an id. */
export function readId<Text extends string = string>(fields: Fields, name: string, rule: TextRule<Text>): Text | null {
  const { path, own } = fields
  return readText({ path, own: new Map([[name, idAsText(own.get(name))]]) }, name, rule)
}

/** Like `readOptionalText`, for an id. */
export function readOptionalId<Text extends string = string>(
  fields: Fields,
  name: string,
  rule: TextRule<Text>,
): Text | null {
  const { path, own } = fields
  return readOptionalText({ path, own: new Map([[name, idAsText(own.get(name))]]) }, name, rule)
}

/** A number, or a text that is one: Divar's pages show both for the same field. */
export function readNumber(fields: Fields, name: string): number | null {
  const value = fields.own.get(name)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^[+-]?\d{1,20}(\.\d{1,20})?$/.test(value)) return null
  return Number(value)
}

/** What a person wrote, made storable instead of refused, and cut at `max` characters. */
export function cleanText(text: string, max: number): string {
  const cut = text.length > max ? text.slice(0, max) : text
  return cut.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '')
}
