'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { chosenStep } from '#lib/web/desk/act.ts'
import { deskAction } from '#lib/web/desk/action.ts'

export async function actOnChosen(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_bulk', may: 'queue.read' }, chosenStep)
}
