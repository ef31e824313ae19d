'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { enterAction } from '#lib/web/desk/action.ts'
import { acceptStep, beginAcceptance } from '#lib/web/desk/enter.ts'

export async function beginPasskey(token: string) {
  return await beginAcceptance(token)
}

export async function withPasskey(token: string, _: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_accept', async (form) => await acceptStep(form, token, 'passkey'))
}

export async function withPassword(token: string, _: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_accept', async (form) => await acceptStep(form, token, 'password'))
}
