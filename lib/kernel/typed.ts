import { anyDigitsToLatin } from './digits.ts'
import { dashFreeTatweel, partSilent, withoutSilence } from './silent.ts'

/**
 * A number, a time or a date as people type or paste it, for a parser: digits of any script as 0-9, signs in their plain
 * form, any dash as `-`, nothing that draws nothing, single spaces. Digits that something parted stay apart.
 */
export const plainLine = (typed: string): string =>
  anyDigitsToLatin(dashFreeTatweel(partSilent(typed)))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2236/g, ':')
    .replace(/\s+/g, ' ')
    .trim()

/** A code as people type or paste it: nothing but its letters and digits belongs to it. */
export const plainCode = (typed: string): string =>
  anyDigitsToLatin(withoutSilence(typed.normalize('NFKD').replace(/\p{M}/gu, ''))).replace(/[^\p{L}\p{N}]+/gu, '')

/** `1405-12-09` of «۱۴۰۵/۱۲/۹»; null: it is no day. Whether the calendar has it, `dayOfJalali` knows. */
export function typedDay(typed: string): string | null {
  const [, year, month = '', day = ''] = /^(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})$/.exec(plainLine(typed)) ?? []
  return year === undefined ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** `09:00` of «۹»; null: it is no time. Whether a day has it, is for others. */
export function typedTime(typed: string): string | null {
  const [, hour, minute = '00'] = /^(\d{1,2})(?: ?: ?(\d\d))?$/.exec(plainLine(typed)) ?? []
  return hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}`
}

/** A whole number of «۱۲٬۵۰۰»; null: it is none, or its digits stand apart in a way in which no thousands do. */
export function typedCount(typed: string): number | null {
  const plain = plainLine(typed)
  const grouped = /^\d{1,3}( |, ?|٬ ?|، ?)\d{3}(?:\1\d{3})*$/.test(plain)
  return grouped || /^\d{1,15}$/.test(plain) ? Number(plain.replace(/\D/g, '')) : null
}
