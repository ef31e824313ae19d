import { findContact } from '#lib/kernel/contacts.ts'
import { cleanText, countLetters } from '#lib/kernel/text.ts'
import { isLeftOut, isObject } from './fields.ts'

/** Characters of an answer, and of who gives it. */
export const maxAnswerLength = 1_000
export const maxFromLength = 40

/** `from` is null where nobody is named. */
export type ReplyCall = { threadId: string; text: string; from: string | null; closes: boolean }

type Read<T> = { ok: true; value: T } | { ok: false; reason: string }

const good = <T>(value: T): Read<T> => ({ ok: true, value })
const bad = (reason: string) => ({ ok: false, reason }) as const

/**
 * Reads an answer of the carrier in a thread: its fields, or those of its `data`, as envelopes have it. Both texts are
 * cleaned as all that people read, and refused where they hold a phone number or a link: a text that seems to be the
 * business's must lead nobody elsewhere. `reason` names every fault, in English, and quotes nothing.
 */
export function parseReplyCall(json: unknown): { ok: true; call: ReplyCall } | { ok: false; reason: string } {
  if (!isObject(json)) return bad('the body must be a JSON object')
  const fields = isLeftOut(json.text) && isObject(json.data) ? json.data : json
  const [threadId, text, from] = [readId(fields.threadId), readText(fields.text), readFrom(fields.from)]
  const closes = readCloses(fields.closes)
  const faults = [threadId, text, from, closes].flatMap((read) => (read.ok ? [] : [read.reason]))
  if (!threadId.ok || !text.ok || !from.ok || !closes.ok) return bad(faults.join('; '))
  return { ok: true, call: { threadId: threadId.value, text: text.value, from: from.value, closes: closes.value } }
}

const readId = (value: unknown): Read<string> =>
  typeof value === 'string' && value !== '' && value.length <= 100 ? good(value) : bad('threadId must be a text')

function readText(value: unknown): Read<string> {
  if (typeof value !== 'string') return bad('text must be a text')
  const text = cleanText(value, { max: maxAnswerLength + 1, multiline: true })
  if (countLetters(text) < 2) return bad('text must have words')
  if (Array.from(text).length > maxAnswerLength) return bad(`text must have at most ${maxAnswerLength} characters`)
  return findContact(text) === null ? good(text) : bad('text must have no phone number and no link')
}

function readFrom(value: unknown): Read<string | null> {
  if (isLeftOut(value)) return good(null)
  if (typeof value !== 'string') return bad('from must be a text')
  const from = cleanText(value, { max: maxFromLength + 1 })
  if (Array.from(from).length > maxFromLength) return bad(`from must have at most ${maxFromLength} characters`)
  if (findContact(from) !== null) return bad('from must have no phone number and no link')
  return good(countLetters(from) === 0 ? null : from)
}

const readCloses = (value: unknown): Read<boolean> =>
  isLeftOut(value) || typeof value === 'boolean' ? good(value === true) : bad('closes must be true or false')
