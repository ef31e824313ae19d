import 'server-only'
import { redirect } from 'next/navigation'
import { formatAmount, formatToman } from '#lib/fa/money.ts'
import { declaredValueOf } from '#lib/shipping/index.ts'
import type { DraftVisit } from '../seat/visit.ts'
import { worthOf } from './business.ts'
import { filledForm } from './display.ts'

/** What the field of a value holds; empty where nothing is declared. */
export const valueField = (valueToman: number | null) => ({
  declaredValue: valueToman === null ? null : formatAmount(valueToman),
})

/** The form of what the thing is worth, filled with the price of its post until somebody says another. */
export async function valueView({ app, own, base }: DraftVisit) {
  if (!own) redirect(base)
  const { choices } = own.draft
  const { postPriceToman = null } = choices
  const declaredValueToman = declaredValueOf(choices)
  const { liability, above } = await worthOf(app, { declaredValueToman })
  return {
    initial: filledForm(valueField(declaredValueToman)),
    post: postPriceToman === null ? null : formatToman(postPriceToman),
    liability,
    above,
  }
}
