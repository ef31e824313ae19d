'use server'

import { redirect } from 'next/navigation'
import type { FormState } from '#lib/kernel/form.ts'
import { seatAction } from '#lib/web/seat/action.ts'
import { seatHref } from '#lib/web/seat-path.ts'
import { addressStep, forgetStep, restartStep, whatStep } from '#lib/web/steps/draft.ts'
import { valueStep } from '#lib/web/steps/value.ts'

export async function saveWhat(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { action: 'save_what', onFault: 'stay' }, whatStep)
}

export async function saveAddress(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { action: 'save_address', onFault: 'stay' }, addressStep)
}

export async function saveValue(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { action: 'save_value', onFault: 'stay' }, valueStep)
}

/** Takes the address out of this browser. */
export async function forgetAddress(seatId: string, data: FormData): Promise<void> {
  await seatAction(seatId, data, { action: 'forget_address', onFault: 'page' }, forgetStep)
  redirect(`${seatHref(seatId)}/address`)
}

export async function startAnew(seatId: string, data: FormData): Promise<void> {
  await seatAction(seatId, data, { action: 'start_anew', onFault: 'page' }, restartStep)
  redirect(seatHref(seatId))
}
