'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { deskAction } from '#lib/web/desk/action.ts'
import { sheetStep } from '#lib/web/desk/paper.ts'

export async function printDaySheet(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_sheet', may: 'contact.reveal' }, sheetStep)
}
