'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { deskAction } from '#lib/web/desk/action.ts'
import { businessStep } from '#lib/web/desk/business.ts'

export async function writeBusiness(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_business', may: 'business.edit' }, businessStep)
}
