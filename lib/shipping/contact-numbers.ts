import { anyDigitsToLatin } from '#lib/kernel/digits.ts'
import { withoutSilence } from '#lib/kernel/silent.ts'

// Numbers as people paste them: whatever stands between, before and behind their digits is no part of them. Only letters
// part one number from another, so that a word beside a number does not spoil it.

export type MobileFault =
  | 'mobile_required'
  | 'mobile_invalid'
  | 'mobile_short'
  | 'mobile_long'
  | 'mobile_landline'
  | 'mobile_foreign'
  | 'mobile_two'

type Read<T, F> = { ok: true; value: T } | { ok: false; fault: F }

type Run = { digits: string; hasPlus: boolean }

// Modifiers such as the apostrophe ʼ count as letters, but part no words.
const plain = (input: string) => anyDigitsToLatin(withoutSilence(input)).replace(/\p{Lm}/gu, ' ')

/** The runs of digits between letters. A plus at either end: in a field from right to left it lands at the wrong one. */
const runsIn = (text: string): Run[] =>
  text
    .split(/\p{L}+/u)
    .map((run) => ({ digits: run.replace(/\D/g, ''), hasPlus: run.includes('+') }))
    .filter(({ digits }) => digits !== '')

const mobile = /^(?:0{0,2}98)?0?(9\d{9})$/
const ofIran = /^0{0,2}98/
/** As long as two numbers can be at the least. */
const twoNumbers = 18

function mobileOf({ digits, hasPlus }: Run): string | null {
  if (isForeign({ digits, hasPlus })) return null
  const found = mobile.exec(digits)?.[1]
  return found === undefined ? null : `0${found}`
}

/** After a plus, or two noughts, stands a country. No country begins with a nought: that is a plus too many. */
const isForeign = ({ digits, hasPlus }: Run) =>
  !ofIran.test(digits) && ((hasPlus && !digits.startsWith('0')) || digits.startsWith('00'))

/** The number that the same digits are twice. */
function twice(digits: string, read: (half: string) => string | null): string | null {
  for (let at = 10; at <= digits.length - 10; at++) {
    const first = read(digits.slice(0, at))
    if (first !== null && first === read(digits.slice(at))) return first
  }
  return null
}

const once = (run: Run) =>
  mobileOf(run) ?? twice(run.digits, (digits) => mobileOf({ digits, hasPlus: run.hasPlus && ofIran.test(digits) }))

/** A number of a list: «موبایل ۱: …». */
const label = /^[^\d+]*\p{L}[^\d+]*\d{1,2}\s*:/u

/** Reads a mobile number of Iran, as `09xxxxxxxxx`. */
export function readMobile(input: string): Read<string, MobileFault> {
  const text = plain(input)
  const runs = runsIn(text)
  const found = new Set(runs.flatMap((run) => once(run) ?? []))
  const others = runs.filter((run) => once(run) === null)
  const [value] = found
  // A flat or a floor beside it is short; anything longer may be meant as a number.
  if (value !== undefined && found.size === 1 && others.every(({ digits }) => digits.length <= 3)) {
    return { ok: true, value }
  }
  const labelled = label.test(text) ? readMobile(text.replace(label, '')) : null
  if (labelled?.ok) return labelled
  return { ok: false, fault: mobileFault(text, runs, found.size) }
}

function mobileFault(text: string, runs: Run[], found: number): MobileFault {
  const digits = runs.map((run) => run.digits).join('')
  if (digits === '') return /\p{L}/u.test(text) ? 'mobile_invalid' : 'mobile_required'
  if (found > 0 || digits.length >= twoNumbers) return 'mobile_two'
  if (runs.length > 1) return 'mobile_invalid'
  if (isForeign({ digits, hasPlus: text.includes('+') })) return 'mobile_foreign'
  const national = digits.replace(ofIran, '').replace(/^0(?=9)/, '')
  if (national !== '' && !national.startsWith('9')) return 'mobile_landline'
  return national.length < 10 ? 'mobile_short' : 'mobile_long'
}

/** Reads a postal code of ten digits; null where nothing was written. */
export function readPostalCode(input: string): Read<string | null, 'postal_invalid'> {
  const text = plain(input)
  const [run, ...others] = runsIn(text)
  if (!run) return /\p{L}/u.test(text) ? { ok: false, fault: 'postal_invalid' } : { ok: true, value: null }
  const read = (digits: string) => (/^[1-9]\d{9}$/.test(digits) ? digits : null)
  const value = read(run.digits) ?? twice(run.digits, read)
  return value === null || others.length > 0 ? { ok: false, fault: 'postal_invalid' } : { ok: true, value }
}
