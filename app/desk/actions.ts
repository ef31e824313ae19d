'use server'

import { signOutStep } from '#lib/web/desk/account.ts'
import { enterAction } from '#lib/web/desk/action.ts'

export async function signOut(data: FormData): Promise<void> {
  await enterAction(data, 'desk_sign_out', signOutStep)
}
