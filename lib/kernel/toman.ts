import { KernelError } from './errors.ts'

/** Money: a whole, non-negative number of tomans (1 toman = 10 rials). Made only by `toman`. */
export type Toman = number & { readonly __toman: unique symbol }

/** The most that one amount may be: ten billion tomans. */
export const maxToman = 10_000_000_000

/** Throws `invalid_input` for a fraction, a negative, or more than `maxToman`. */
export function toman(value: number): Toman {
  if (!Number.isSafeInteger(value) || value < 0 || value > maxToman) {
    throw new KernelError('invalid_input', 'not a whole number of tomans', { details: { value } })
  }
  return value as Toman
}
