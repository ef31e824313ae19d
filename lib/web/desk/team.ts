import 'server-only'
import { redirect } from 'next/navigation'
import { deskProblems, teamTexts } from '#lib/fa/staff-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { parseVehicle } from '#lib/kernel/vehicle.ts'
import {
  changeRole,
  changeVehicle,
  disable,
  invite,
  inviteAgain,
  isReviewDue,
  parseRole,
  readTeam,
  recordReview,
  recoveriesToReview,
} from '#lib/staff/index.ts'
import { type DeskActionHere, shownOnce } from './action.ts'
import type { StaffHere } from './session.ts'

/** Everybody, and whether it is time to look through who may what. */
export async function teamView({ app, staff }: StaffHere) {
  const members = (await readTeam(app.staff, staff)) ?? []
  const recoveries = (await recoveriesToReview(app.staff, staff)) ?? new Map<string, Date>()
  return { members, recoveries, isDue: isReviewDue(members, app.clock()) }
}

/** One step on the team, by the button that was pressed. */
export async function teamStep(here: DeskActionHere): Promise<FormState> {
  const { app, staff, fields, again } = here
  const { do: deed = '', id = '', name = '' } = fields
  const field = deed === 'role' ? `role_${id}` : 'role'
  const role = parseRole(fields[field] ?? '')
  const linkOf = (token: string) => shownOnce({ link: `${app.settings.APP_URL}/desk/invitation/${token}` })
  switch (deed) {
    case 'invite': {
      if (role === null) return again({ [field]: teamTexts.noRole })
      const made = await invite(app.staff, staff, { name, role, vehicle: parseVehicle(fields.vehicle ?? '') })
      if (made.kind === 'no_name') return again({ name: teamTexts.noName })
      return made.kind === 'invited' ? linkOf(made.token) : again({}, refusal(made.kind))
    }
    case 'invite_again': {
      const made = await inviteAgain(app.staff, staff, id)
      return made.kind === 'invited' ? linkOf(made.token) : again({}, refusal(made.kind))
    }
    case 'role': {
      if (role === null) return again({ [field]: teamTexts.noRole })
      const changed = await changeRole(app.staff, staff, { id, role })
      return changed.kind === 'changed' ? redirect('/desk/team') : again({}, refusal(changed.kind))
    }
    case 'vehicle': {
      const vehicle = parseVehicle(fields[`vehicle_${id}`] ?? '')
      const changed = await changeVehicle(app.staff, staff, { id, vehicle })
      return changed.kind === 'changed' ? redirect('/desk/team') : again({}, refusal(changed.kind))
    }
    case 'disable': {
      const changed = await disable(app.staff, staff, id)
      return changed.kind === 'changed' ? redirect('/desk/team') : again({}, refusal(changed.kind))
    }
    case 'review': {
      const { kind } = await recordReview(app.staff, staff)
      return kind === 'reviewed' ? redirect('/desk/team') : again({}, refusal(kind))
    }
    default:
      return again({}, deskProblems.unknown)
  }
}

const refusal = (kind: string): string =>
  kind === 'last_admin' || kind === 'not_found' || kind === 'not_allowed' ? deskProblems[kind] : deskProblems.unknown
