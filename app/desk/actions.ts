'use server'

import { signOutStep } from '#lib/web/desk/account.ts'
import { deskAction } from '#lib/web/desk/action.ts'

export async function signOut(data: FormData): Promise<void> {
  await deskAction(data, { action: 'desk_sign_out', may: null }, signOutStep)
}
