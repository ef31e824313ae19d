'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { deskAction } from '#lib/web/desk/action.ts'
import { dropStep, importStep, parcelsStep, pricesStep, publishStep, rollBackStep } from '#lib/web/desk/price-steps.ts'

export async function saveDraft(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_prices', may: 'tariff.draft' }, pricesStep)
}

export async function importTable(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_price_table', may: 'tariff.draft' }, importStep)
}

export async function saveExpected(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_price_parcels', may: 'tariff.draft' }, parcelsStep)
}

export async function dropDraft(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_prices_drop', may: 'tariff.draft' }, dropStep)
}

export async function publish(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_prices_publish', may: 'tariff.publish' }, publishStep)
}

export async function rollBack(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_prices_roll_back', may: 'tariff.publish' }, rollBackStep)
}
