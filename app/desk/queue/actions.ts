'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { assignMany } from '#lib/web/desk/act.ts'
import { deskAction } from '#lib/web/desk/action.ts'

export async function assignChosen(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_bulk', may: 'shipment.assign' }, assignMany)
}
