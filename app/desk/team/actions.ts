'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { deskAction } from '#lib/web/desk/action.ts'
import { teamStep } from '#lib/web/desk/team.ts'

export async function changeTeam(_: FormState, data: FormData): Promise<FormState> {
  return await deskAction(data, { action: 'desk_team', may: 'team.manage' }, teamStep)
}
