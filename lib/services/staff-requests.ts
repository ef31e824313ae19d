import type { Log } from '#lib/kernel/log.ts'
import { parseVehicle } from '#lib/kernel/vehicle.ts'
import {
  disable,
  invite,
  inviteAgain,
  type NumberedEntry,
  parseRole,
  readTeam,
  type StaffDeps,
  type StaffMember,
} from '#lib/staff/index.ts'
import { askInFolder, watchFolder } from './folder-requests.ts'

export type StaffRequest =
  | { kind: 'list' }
  | { kind: 'invite'; name: string; role: string; vehicle?: string }
  | { kind: 'invite_again'; id: string }
  | { kind: 'disable'; id: string }
  | { kind: 'audit'; after: number }

/** As it comes out of JSON, too: moments are texts there. */
type Written<T> = {
  [Key in keyof T]: T[Key] extends Date ? string : T[Key] extends Date | null ? string | null : T[Key]
}

export type StaffAnswer =
  | { kind: 'listed'; members: Written<StaffMember>[] }
  | { kind: 'invited'; id: string; link: string }
  | { kind: 'disabled' }
  | { kind: 'audit'; entries: Written<NumberedEntry>[] }
  | { kind: 'refused'; why: string }
  | { kind: 'failed' }

/** So many entries of the audit come at a time. */
const auditAtOnce = 500

const refusals: Record<string, string> = {
  no_name: 'a name is needed',
  not_found: 'there is nobody with that id',
  not_allowed: 'that is not allowed',
  last_admin: 'nobody else could manage the team',
}

const written = <T>(value: T): Written<T> => JSON.parse(JSON.stringify(value)) as Written<T>

/** Does what the operator's command asks. */
export async function answerStaff(deps: StaffDeps, request: StaffRequest): Promise<StaffAnswer> {
  if (request.kind === 'list') {
    return { kind: 'listed', members: ((await readTeam(deps, 'command')) ?? []).map(written) }
  }
  if (request.kind === 'audit') {
    return { kind: 'audit', entries: (await deps.store.audit(request.after, auditAtOnce)).map(written) }
  }
  if (request.kind === 'disable') {
    const { kind } = await disable(deps, 'command', request.id)
    return kind === 'changed' ? { kind: 'disabled' } : { kind: 'refused', why: refusals[kind] ?? kind }
  }
  if (request.kind === 'invite') return await answerInvitation(deps, request)
  return invitedOrWhy(deps, await inviteAgain(deps, 'command', request.id))
}

async function answerInvitation(
  deps: StaffDeps,
  { name, ...asked }: Extract<StaffRequest, { kind: 'invite' }>,
): Promise<StaffAnswer> {
  const role = parseRole(asked.role)
  const vehicle = asked.vehicle === undefined ? null : parseVehicle(asked.vehicle)
  if (role === null) return { kind: 'refused', why: `there is no role ${asked.role}` }
  if (vehicle === null && asked.vehicle !== undefined) {
    return { kind: 'refused', why: `there is no vehicle ${asked.vehicle}` }
  }
  if (vehicle !== null && role !== 'courier') return { kind: 'refused', why: 'only a courier has a vehicle' }
  return invitedOrWhy(deps, await invite(deps, 'command', { name, role, vehicle }))
}

function invitedOrWhy(deps: StaffDeps, made: Awaited<ReturnType<typeof inviteAgain>>): StaffAnswer {
  if (made.kind !== 'invited') return { kind: 'refused', why: refusals[made.kind] ?? made.kind }
  return { kind: 'invited', id: made.id, link: `${deps.site.origin}/desk/invitation/${made.token}` }
}

const about = 'staff'

/** Answers the command's requests in the data folder until it is stopped. */
export function watchStaffRequests(deps: StaffDeps, around: { dataDir: string; log: Pick<Log, 'info' | 'error'> }) {
  const answer = async (request: StaffRequest) => await answerStaff(deps, request)
  return watchFolder({ ...around, about, answer })
}

/** Asks the app that has the data folder; null: nobody answers. */
export async function askAppAboutStaff(dataDir: string, request: StaffRequest): Promise<StaffAnswer | null> {
  return await askInFolder({ dataDir, about }, request)
}
