'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { accountStep, beginOwnPasskey } from '#lib/web/desk/account.ts'
import { deskAction } from '#lib/web/desk/action.ts'

export async function beginPasskey() {
  return await beginOwnPasskey()
}

export async function changeAccount(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_account', may: null }, accountStep)
}
