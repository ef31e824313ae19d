'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { seatAction } from '#lib/web/seat/action.ts'
import { eraseStep } from '#lib/web/steps/erase.ts'

export async function eraseMine(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { action: 'erase', onFault: 'stay' }, eraseStep)
}
