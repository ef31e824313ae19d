'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { ownerAction } from '#lib/web/seat/action.ts'
import { replyStep, settingsStep, switchStep } from '#lib/web/steps/assistant.ts'

export async function switchAssistant(id: string, _: FormState, data: FormData): Promise<FormState> {
  return await ownerAction(id, data, { action: 'switch_assistant', onFault: 'page' }, switchStep)
}

export async function saveSettings(id: string, _: FormState, data: FormData): Promise<FormState> {
  return await ownerAction(id, data, { action: 'save_assistant', onFault: 'stay' }, settingsStep)
}

export async function reply(id: string, _: FormState, data: FormData): Promise<FormState> {
  return await ownerAction(id, data, { action: 'assistant_reply', onFault: 'stay' }, replyStep)
}
