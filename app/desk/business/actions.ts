'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { deskAction } from '#lib/web/desk/action.ts'
import { businessStep, logoStep } from '#lib/web/desk/business.ts'

export async function writeBusiness(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_business', may: 'business.edit' }, businessStep)
}

export async function setLogo(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_logo', may: 'business.edit' }, (here) => logoStep(here, true))
}

export async function dropLogo(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_logo_drop', may: 'business.edit' }, (here) => logoStep(here, false))
}
