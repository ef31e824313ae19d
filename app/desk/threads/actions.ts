'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { answerStep } from '#lib/web/desk/act.ts'
import { deskAction } from '#lib/web/desk/action.ts'

export async function answerPerson(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_answer', may: 'thread.answer' }, answerStep)
}
