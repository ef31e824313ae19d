'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { enterAction } from '#lib/web/desk/action.ts'
import { beginRecovery, leaveStep, recoverStep } from '#lib/web/desk/recover.ts'

export async function beginPasskey() {
  return await beginRecovery()
}

export async function withPasskey(_: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_recover', recoverStep)
}

export async function leave(_: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_recover', leaveStep)
}
