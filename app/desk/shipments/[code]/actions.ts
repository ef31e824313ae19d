'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { shipmentStep } from '#lib/web/desk/act.ts'
import { deskAction } from '#lib/web/desk/action.ts'

export async function actOnOne(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_shipment', may: 'queue.read' }, shipmentStep)
}
