import { anyDigitsToLatin } from './digits.ts'
import { isHonest, type NumberItem } from './honest-numbers.ts'
import { findLink } from './links-in.ts'
import { goesOn, numbersIn } from './spelled-numbers.ts'
import { searchKey } from './text.ts'

/**
 * What somebody could be reached by outside Divar, in a text that others will read: a number to call or to pay to, however
 * it is written and whatever parts it; an address, an id, a messenger's name. Null where there is none. The one place that
 * knows: ask it wherever people write for people.
 */
export function findContact(text: string): 'phone' | 'link' | null {
  const key = keyOf(text)
  if (holdsNumber(key)) return 'phone'
  return findLink(key) ? 'link' : null
}

/** Whether `findContact` finds a number. */
export const holdsNumberToCall = (text: string): boolean => holdsNumber(keyOf(text))

const keyOf = (text: string) => anyDigitsToLatin(searchKey(inDigits(text)))

/** Digits in black and double circles, which no normal form opens. */
const circled: readonly (readonly [number, number])[] = [
  [0x2776, 1],
  [0x2780, 1],
  [0x278a, 1],
  [0x24f5, 1],
]

const inDigits = (text: string) =>
  text.replace(/[⓿\u2776-\u2793\u24f5-\u24fe]/g, (sign) => {
    const code = sign.charCodeAt(0)
    const row = circled.find(([start]) => code >= start && code < start + 10)
    return row ? ` ${code - row[0] + row[1]} ` : ' 0 '
  })

/** Digits that belong together are a number to call from seven on, unless all of them say a day, an hour, a price, … */
const leastDigits = 7

function holdsNumber(key: string): boolean {
  const runs = runsIn(key)
  if (runs.some((run) => digitsOf(run).length >= leastDigits && !isHonest(run.items, run.next))) return true
  return isMobileOver(runs) || isMobileOver(runsIn(key.replace(repeated, repeat)))
}

const digitsOf = ({ items }: Run): string => items.map(({ digits }) => digits).join('')

/** «سه تا هفت» is 777 where a number is told, and three to seven elsewhere. */
const repeated = /(?<!\p{L})(دو|سه|چهار) ?تا (\p{L}+|\d(?!\d))/gu
const times: Record<string, number> = { دو: 2, سه: 3, چهار: 4 }
const repeat = (whole: string, count: string, what: string): string =>
  numbersIn(what).length === 1 || /\d/.test(what) ? `${what} `.repeat(times[count] ?? 1) : whole

/** A mobile number with words strewn in: it begins as one and is as long as one. */
function isMobileOver(all: readonly Run[]): boolean {
  const isClock = ({ items, next }: Run) => /[:/]/.test(items[1]?.before ?? '') && isHonest(items, next)
  const runs = all.map((run) => (isClock(run) ? '' : digitsOf(run)))
  return runs.some((first, at) => {
    if (!/^(09|0$|98|0098)/.test(first)) return false
    let whole = ''
    for (let next = at; next < runs.length && whole.length < 14; next++) {
      whole += runs[next]
      if (/^(0|98|0098)9\d{9}$/.test(whole)) return true
    }
    return false
  })
}

/** Numbers with nothing but signs, «و», single letters and names of signs between them, and the word that follows. */
type Run = { items: NumberItem[]; next: string }

const signs = new Set(
  'و خط تیره خطتیره نقطه ممیز ستاره مربع فاصله اسلش دش بعد بعدش بعدم سپس دوباره وبعد پرانتز منفی مثبت زیرخط dash space'.split(
    ' ',
  ),
)
const isBetween = (word: string) => word.length === 1 || signs.has(word)
const asDigit: Record<string, string> = { o: '0', i: '1', l: '1' }

function runsIn(key: string): Run[] {
  const runs: Run[] = []
  let open: NumberItem[] = []
  let before = ''
  let last: number | null = null
  const close = (next: string) => {
    if (open.length > 0) runs.push({ items: open, next })
    open = []
    last = null
  }
  for (const [token = ''] of key.matchAll(/\d+|\p{L}+|[^\d\p{L}]+/gu)) {
    const isDigits = /^\d/.test(token)
    const said = isDigits ? [] : numbersIn(token)
    if (isDigits || (asDigit[token] !== undefined && open.length > 0)) {
      open.push({ digits: asDigit[token] ?? token, before })
      before = ''
      last = null
    } else if (said.length > 0) {
      for (const value of said) {
        const item = open.at(-1)
        if (item && last !== null && goesOn(last, value)) {
          item.digits = String(Number(item.digits) + value)
        } else {
          open.push({ digits: String(value), before })
        }
        last = value
        before = ''
      }
    } else if (!/\p{L}/u.test(token) || isBetween(token)) {
      before += token
      // «نهصد و دوازده» goes on; «بیست، سه» does not.
      if (!/^[\sو]*$/.test(before)) last = null
    } else {
      close(token)
      before = ''
    }
  }
  close('')
  return runs
}
