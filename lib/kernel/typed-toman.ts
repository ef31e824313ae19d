import { type AmountToken, amountTokens } from './amount-tokens.ts'
import { anyDigitsToLatin } from './digits.ts'
import { goesOn } from './spelled-numbers.ts'
import { searchKey } from './text.ts'
import { maxToman, type Toman, toman } from './toman.ts'

/** `unreadable`: no amount, or one that can be read in two ways. `too_large`: above `maxToman`. */
export type TypedToman = { ok: true; amount: Toman } | { ok: false; fault: 'empty' | 'unreadable' | 'too_large' }

const maxLength = 100

/**
 * An amount of money as people type it, in tomans unless it says rials: digits of any script with any sign between
 * thousands, «۲.۵ میلیون», «۲ میلیون و ۵۰۰ هزار», «دو و نیم میلیون», and «۲ میلیون و ۵۰۰», which means five hundred thousand.
 * What may be two amounts («۲.۵۰۰ میلیون», «۲ میلیون و ۵»), a negative one and a fraction of a toman are `unreadable`.
 */
export function typedToman(text: string): TypedToman {
  // «½» and «²» would be read as digits of their own.
  if (text.length > maxLength || /[\p{No}\p{Nl}]/u.test(text)) return { ok: false, fault: 'unreadable' }
  const key = searchKey(anyDigitsToLatin(text))
  if (key === '') return { ok: false, fault: 'empty' }
  const tokens = amountTokens(key.replace(/[ .،,!]+$/, ''))
  const amount = tokens && amountOf(tokens)
  if (amount === null) return { ok: false, fault: 'unreadable' }
  return amount > maxToman ? { ok: false, fault: 'too_large' } : { ok: true, amount: toman(amount) }
}

/** How much a number is before a scale, and by itself; null where it says nothing there, or two things. */
type Factor = { by(scale: number): number | null; alone: number | null }

const isUnit = (token: AmountToken | undefined) => token?.kind === 'tomans' || token?.kind === 'rials'

function amountOf(tokens: AmountToken[]): number | null {
  const [first, last] = [tokens[0], tokens.at(-1)]
  const said = isUnit(last) ? tokens.slice(0, -1) : isUnit(first) ? tokens.slice(1) : tokens
  const rials = [first, last].some((one) => one?.kind === 'rials')
  const amount = sumOf(said, rials)
  if (amount === null || !rials) return amount
  return amount % 10 === 0 || amount > maxToman * 10 ? amount / 10 : null
}

/** The terms of an amount, each of a smaller scale than the one before. `isFormal`: nothing is left out, as in rials. */
function sumOf(tokens: AmountToken[], isFormal: boolean): number | null {
  let [sum, below] = [0, Number.POSITIVE_INFINITY]
  for (let at = 0; at < tokens.length; ) {
    if (at > 0 && tokens[at]?.kind === 'and') at++
    const rest = tokens.slice(at)
    const factor = factorAt(rest) ?? thousandAt(rest, at) ?? halfAt(rest, at > 0 ? below : 0)
    if (!factor) return null
    at += factor.taken
    const token = tokens[at]
    const scale = token?.kind === 'scale' ? token.scale : null
    if (scale === null && at < tokens.length) return null
    const term = scale === null ? aloneAfter(factor, below, isFormal) : factor.by(scale)
    if (term === null || term >= below || (scale ?? 0) >= below) return null
    ;[sum, below] = [sum + term, scale ?? 0]
    if (scale !== null) at++
  }
  return tokens.length === 0 || tokens.at(-1)?.kind === 'and' ? null : sum
}

/** «۲ میلیون و ۵۰۰» leaves the thousands out; after the thousands, and of a thousand or more, a number is itself. */
function aloneAfter({ alone }: Factor, below: number, isFormal: boolean): number | null {
  if (alone === null || below === Number.POSITIVE_INFINITY || below === 1000 || alone >= 1000) return alone
  return alone < 10 || isFormal ? null : (alone * below) / 1000
}

type FactorAt = (Factor & { taken: number }) | null

/** A number, with «و نیم» where a scale follows. */
function factorAt(tokens: AmountToken[]): FactorAt {
  const [first, second, third, fourth] = tokens
  if (first?.kind === 'digits') {
    const { whole, fraction, alone } = first
    const isHalf = fraction === '' && second?.kind === 'and' && third?.kind === 'half' && fourth?.kind === 'scale'
    if (isHalf) return { taken: 3, alone: null, by: (scale) => Number(whole) * scale + scale / 2 }
    return { taken: 1, alone, by: (scale) => (whole === null ? null : timesScale(whole, fraction, scale)) }
  }
  if (first?.kind !== 'spelled') return null
  let [values, taken] = [first.values, 1]
  for (;;) {
    const skipped = tokens[taken]?.kind === 'and' ? 1 : 0
    const next = tokens[taken + skipped]
    if (next?.kind !== 'spelled' || !goesOn(values.at(-1) ?? 0, next.values[0] ?? 0)) break
    values = [...values, ...next.values]
    taken += skipped + 1
  }
  if (values.some((value, i) => i > 0 && !goesOn(values[i - 1] ?? 0, value))) return null
  const total = values.reduce((sum, value) => sum + value, 0)
  const [and, half, scaled] = tokens.slice(taken)
  if (and?.kind === 'and' && half?.kind === 'half' && scaled?.kind === 'scale')
    return { taken: taken + 2, alone: null, by: (scale) => total * scale + scale / 2 }
  return { taken, alone: total, by: (scale) => total * scale }
}

/** «هزار تومان» needs no «یک». */
const thousandAt = ([first]: AmountToken[], at: number): FactorAt =>
  at === 0 && first?.kind === 'scale' && first.scale === 1000 ? { taken: 0, alone: null, by: (scale) => scale } : null

/** «نیم میلیون», and «دو میلیون و نیم», where it is half of what stands before. */
function halfAt([first, second]: AmountToken[], below: number): FactorAt {
  if (first?.kind !== 'half') return null
  if (second?.kind === 'scale') return { taken: 1, alone: null, by: (scale) => scale / 2 }
  return below > 0 ? { taken: 1, alone: below / 2, by: () => null } : null
}

function timesScale(whole: string, fraction: string, scale: number): number | null {
  const digits = fraction.replace(/0+$/, '')
  const part = (Number(digits) * scale) / 10 ** digits.length
  return Number.isSafeInteger(part) ? Number(whole) * scale + part : null
}
