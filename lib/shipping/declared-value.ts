import { maxToman } from '#lib/kernel/toman.ts'
import { typedToman } from '#lib/kernel/typed-toman.ts'
import type { FaultCode, FormFields, Parsed } from './parsed.ts'
import type { DraftChoices } from './ports.ts'

/** The least value of a thing, in tomans: who types less has left the thousands or the millions out. */
export const leastValueToman = 1_000

/** Reads `declaredValue`, in tomans unless it says rials. Left empty, nothing is declared. */
export function parseDeclaredValue(form: FormFields): Parsed<{ declaredValueToman: number | null }> {
  const typed = typedToman(form.declaredValue ?? '')
  const value = (declaredValueToman: number | null) => ({
    ok: true as const,
    value: { declaredValueToman },
    warnings: {},
  })
  const fault = (code: FaultCode) => ({ ok: false as const, faults: { declaredValue: code } })
  if (typed.ok) return typed.amount < leastValueToman ? fault('value_too_small') : value(typed.amount)
  switch (typed.fault) {
    case 'empty':
      return value(null)
    case 'unreadable':
      return fault('value_unreadable')
    case 'too_large':
      return fault('value_too_large')
  }
}

/** «۱۱۱۱۱۱» and «۱۲۳۴۵۶» stand in posts whose price is another one. */
const isPlaceholder = (digits: string) => /^(\d)\1{3,}$/.test(digits) || '1234567890'.startsWith(digits)

/** What the thing of a post with this fixed price is worth, in tomans; null where the price says nothing of that. */
export function valueOfPrice(price: number): number | null {
  const isAmount = Number.isSafeInteger(price) && price >= leastValueToman && price <= maxToman
  return isAmount && !isPlaceholder(String(price)) ? price : null
}

/** The value of what a draft sends, in tomans: what its user said, else the price of the post; null where there is neither. */
export function declaredValueOf({ declaredValueToman, postPriceToman }: DraftChoices): number | null {
  return declaredValueToman === undefined ? (postPriceToman ?? null) : declaredValueToman
}
