'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { signOutStep } from '#lib/web/desk/account.ts'
import { enterAction } from '#lib/web/desk/action.ts'

export async function signOut(_: FormState, data: FormData): Promise<FormState> {
  return await enterAction(data, 'desk_sign_out', signOutStep)
}
