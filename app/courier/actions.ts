'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { tapStep } from '#lib/web/courier/tap.ts'
import { deskAction } from '#lib/web/desk/action.ts'

export async function tapStop(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'courier_tap', may: 'stops.own' }, tapStep)
}
