'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { enterAction } from '#lib/web/desk/action.ts'
import { beginSignIn, signInStep } from '#lib/web/desk/enter.ts'

export async function beginPasskey() {
  return await beginSignIn()
}

export async function withPasskey(_: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_sign_in', async (form) => await signInStep(form, 'passkey'))
}

export async function withPassword(_: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_sign_in', async (form) => await signInStep(form, 'password'))
}

export async function withRecoveryCode(_: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_sign_in', async (form) => await signInStep(form, 'recovery'))
}
