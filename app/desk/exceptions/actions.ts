'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { deskAction } from '#lib/web/desk/action.ts'
import { sendAgainStep } from '#lib/web/desk/exceptions.ts'

export async function sendOrdersAgain(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_again', may: 'shipment.move' }, sendAgainStep)
}
