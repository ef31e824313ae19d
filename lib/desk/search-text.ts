import { plainLine } from '#lib/kernel/typed.ts'
import { parseTrackingCode, readMobile } from '#lib/shipping/index.ts'

/** Codes of one search. */
export const maxCodes = 200

const maxLength = 10_000

/** A code as it was typed; null: that is none. */
export type AskedCode = { asked: string; code: string | null }

export type SearchText =
  | { kind: 'codes'; codes: AskedCode[] }
  /** Of a mobile number: the rest of one that was typed whole is looked at by nobody. */
  | { kind: 'last_four'; digits: string }
  | { kind: 'empty' }
  | { kind: 'too_many' }

/**
 * Reads what is looked for: tracking codes in any spelling, one or a pasted list, each once; or the last four digits of a
 * mobile number, or the number.
 */
export function parseSearch(text: string): SearchText {
  const clean = text.trim()
  if (clean === '') return { kind: 'empty' }
  if (clean.length > maxLength) return { kind: 'too_many' }
  const digits = plainLine(clean)
  if (/^\d{4}$/.test(digits)) return { kind: 'last_four', digits }
  const codes = onceEach(clean.split(/[\n\r\t,،;؛|]+/).flatMap(codesIn))
  const mobile = codes.some(({ code }) => code !== null) ? null : readMobile(clean)
  if (mobile?.ok) return { kind: 'last_four', digits: mobile.value.slice(-4) }
  return codes.length > maxCodes ? { kind: 'too_many' } : { kind: 'codes', codes }
}

/** A code may have spaces between its groups, and so may a list between its codes. */
function codesIn(piece: string): AskedCode[] {
  const whole = piece.trim()
  if (whole === '') return []
  const code = parseTrackingCode(whole)
  return code === null ? codesOf(whole.split(/\s+/)) : [{ asked: whole, code }]
}

function codesOf(words: readonly string[]): AskedCode[] {
  const [first, ...rest] = words
  if (first === undefined) return []
  for (let count = 1; count <= Math.min(9, words.length); count += 1) {
    const asked = words.slice(0, count).join(' ')
    const code = parseTrackingCode(asked)
    if (code !== null) return [{ asked, code }, ...codesOf(words.slice(count))]
  }
  return [...codesInWord(first), ...codesOf(rest)]
}

/** Of a link, or of a label that is written together with its code, only the code. */
function codesInWord(asked: string): AskedCode[] {
  const codes = asked.split(/[:/?#=&]/).flatMap((part) => parseTrackingCode(part) ?? [])
  return codes.length === 0 ? [{ asked, code: null }] : codes.map((code) => ({ asked, code }))
}

const onceEach = (codes: readonly AskedCode[]): AskedCode[] => [
  ...new Map(codes.map((one) => [one.code ?? `? ${one.asked}`, one])).values(),
]
