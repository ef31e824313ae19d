'use server'

import { redirect } from 'next/navigation'
import type { FormState } from '#lib/kernel/form.ts'
import { seatAction } from '#lib/web/action.ts'
import { addressStep, parcelStep, restartStep, serviceStep } from '#lib/web/steps/draft.ts'
import { seatHref } from '#lib/web/wanted.ts'

export async function saveParcel(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { action: 'save_parcel', onFault: 'stay' }, parcelStep)
}

export async function saveAddress(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { action: 'save_address', onFault: 'stay' }, addressStep)
}

export async function saveService(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { action: 'save_service', onFault: 'stay' }, serviceStep)
}

export async function startAnew(seatId: string, data: FormData): Promise<void> {
  await seatAction(seatId, data, { action: 'start_anew', onFault: 'page' }, restartStep)
  redirect(seatHref(seatId))
}
