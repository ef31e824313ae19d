import { z } from 'zod'
import { toLatinDigits } from './digits.ts'
import { dayOfJalali } from './tehran.ts'

/** A Jalali date as data has it, `1405-01-31`; digits of any script are taken. */
export const jalaliDate = z
  .string()
  .refine((text) => dayOfJalali(text) !== null, 'no date of the Jalali calendar: write "1405-01-01"')
  .transform(toLatinDigits)
