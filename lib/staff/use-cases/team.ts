import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, newId, randomSecret } from '#lib/kernel/ids.ts'
import { cleanText } from '#lib/kernel/text.ts'
import type { Vehicle } from '#lib/kernel/vehicle.ts'
import { auditEntry } from '../audit.ts'
import { invitationSeconds } from '../limits.ts'
import type { StaffDeps, StaffRow, StaffTx } from '../ports.ts'
import { mayDo, type Role } from '../roles.ts'
import type { StaffActor, StaffMember } from '../staff.ts'

/** An admin on the desk, or the command line, which is nobody. */
export type TeamActor = StaffActor | 'command'

const mayManage = (actor: TeamActor) => actor === 'command' || mayDo(actor.role, 'team.manage')
const who = (actor: TeamActor) => (actor === 'command' ? { staffId: null, address: null } : actor)

type NotAllowed = { kind: 'not_allowed' }
export type Invited =
  | NotAllowed
  | { kind: 'invited'; id: string; token: string }
  | { kind: 'no_name' }
  | { kind: 'not_found' }
export type TeamChange = NotAllowed | { kind: 'changed' } | { kind: 'not_found' } | { kind: 'last_admin' }

const maxName = 60

/** Everybody, by their names; null for anyone who may not know. */
export async function readTeam(
  deps: Pick<StaffDeps, 'store' | 'sealer'>,
  actor: TeamActor,
): Promise<StaffMember[] | null> {
  if (!mayManage(actor)) return null
  const opened = (await deps.store.members()).map(async ({ sealedName, disabledAt: _, unusedSince: __, ...row }) => ({
    ...row,
    name: (await deps.sealer.open<{ name: string }>(sealedName)).name,
  }))
  return (await Promise.all(opened)).sort((one, other) => one.name.localeCompare(other.name, 'fa'))
}

/** Whom a parcel may be given to, by name; null: the role of who asks gives nobody one. */
export async function couriersToSend(
  deps: Pick<StaffDeps, 'store' | 'sealer'>,
  actor: { role: Role },
): Promise<{ id: string; name: string }[] | null> {
  if (!mayDo(actor.role, 'shipment.assign')) return null
  return await named(deps, ({ role, state }) => role === 'courier' && state === 'active')
}

/** Everybody whose acts the audit, or the list of prices, may name, by name; null for anyone who may not read it. */
export async function namesOfStaff(
  deps: Pick<StaffDeps, 'store' | 'sealer'>,
  actor: { role: Role },
  may: 'audit.read' | 'tariff.draft' = 'audit.read',
): Promise<{ id: string; name: string }[] | null> {
  return mayDo(actor.role, may) ? await named(deps, () => true) : null
}

async function named(
  { store, sealer }: Pick<StaffDeps, 'store' | 'sealer'>,
  isMeant: (row: StaffRow) => boolean,
): Promise<{ id: string; name: string }[]> {
  const opened = (await store.members()).filter(isMeant).map(async ({ id, sealedName }) => {
    // Somebody whose name no key opens goes by their id, and hides nobody else.
    const opened = await sealer.openOrNull<{ name: string }>(sealedName, { staffId: id })
    return { id, name: opened?.name ?? id }
  })
  return (await Promise.all(opened)).sort((one, other) => one.name.localeCompare(other.name, 'fa'))
}

/**
 * Invites somebody by a link that works once, within a day. Only its hash is kept: the token is never seen again. A courier
 * may have a vehicle; of anyone else it is not kept.
 */
export async function invite(
  deps: StaffDeps,
  actor: TeamActor,
  asked: { name: string; role: Role; vehicle?: Vehicle | null },
): Promise<Invited> {
  if (!mayManage(actor)) return { kind: 'not_allowed' }
  const name = cleanText(asked.name, { max: maxName })
  if (name === '') return { kind: 'no_name' }
  const [id, now] = [newId(), deps.clock()]
  const sealedName = await deps.sealer.seal({ name })
  const vehicle = asked.role === 'courier' ? (asked.vehicle ?? null) : null
  const unused = { lastUsedAt: null, unusedSince: now, disabledAt: null, reviewedAt: null }
  return await deps.transaction(async (tx): Promise<Invited> => {
    await tx.insertMember({ id, sealedName, role: asked.role, vehicle, state: 'invited', createdAt: now, ...unused })
    await tx.record(auditEntry(who(actor), now, { what: 'team.invite', which: id, detail: asked.role }))
    return { kind: 'invited', id, token: await newInvitation(tx, deps, id) }
  })
}

async function newInvitation(
  tx: StaffTx,
  { clock, random }: Pick<StaffDeps, 'clock' | 'random'>,
  staffId: string,
): Promise<string> {
  const [now, token] = [clock(), randomSecret(random)]
  await tx.dropInvitations(staffId)
  const times = { createdAt: now, expiresAt: addSeconds(now, invitationSeconds), usedAt: null }
  await tx.insertInvitation({ tokenHash: hashSecret(token), staffId, ...times })
  return token
}

/**
 * A new link for somebody who lost every way in, or whose link was not used in time, or who comes back. Every old way in and
 * every session ends with it.
 */
export async function inviteAgain(deps: StaffDeps, actor: TeamActor, id: string): Promise<Invited | TeamChange> {
  return await changed(deps, actor, id, async (tx, member) => {
    if (actor !== 'command' && (await isLastAdmin(tx, member))) return { kind: 'last_admin' }
    await tx.dropCredentials(id)
    await tx.dropSessions(id, 'all')
    await tx.changeMember(id, { state: 'invited', disabledAt: null, unusedSince: deps.clock() })
    await tx.record(auditEntry(who(actor), deps.clock(), { what: 'team.invite_again', which: id }))
    return { kind: 'invited', id, token: await newInvitation(tx, deps, id) }
  })
}

/** Gives somebody another role, from their next request on. Anyone who is no courier comes with nothing. */
export async function changeRole(
  deps: StaffDeps,
  actor: TeamActor,
  { id, role }: { id: string; role: Role },
): Promise<TeamChange> {
  return await changed(deps, actor, id, async (tx, member) => {
    if (member.role === role) return { kind: 'changed' }
    if (await isLastAdmin(tx, member)) return { kind: 'last_admin' }
    await tx.changeMember(id, { role, vehicle: null })
    const detail = `${member.role}>${role}`
    await tx.record(auditEntry(who(actor), deps.clock(), { what: 'team.role', which: id, detail }))
    return { kind: 'changed' }
  })
}

/** Says what a courier comes with; null: nothing is said of it. What they were sent for keeps what it was told. */
export async function changeVehicle(
  deps: StaffDeps,
  actor: TeamActor,
  { id, vehicle }: { id: string; vehicle: Vehicle | null },
): Promise<TeamChange> {
  return await changed(deps, actor, id, async (tx, member) => {
    if (member.role !== 'courier') return { kind: 'not_found' }
    if (member.vehicle === vehicle) return { kind: 'changed' }
    await tx.changeMember(id, { vehicle })
    const detail = `${member.vehicle ?? 'none'}>${vehicle ?? 'none'}`
    await tx.record(auditEntry(who(actor), deps.clock(), { what: 'team.vehicle', which: id, detail }))
    return { kind: 'changed' }
  })
}

/** Disables somebody: their sessions end at once, and no link or way in of theirs works any more. */
export async function disable(deps: StaffDeps, actor: TeamActor, id: string): Promise<TeamChange> {
  return await changed(deps, actor, id, async (tx, member) => {
    if (member.state === 'disabled') return { kind: 'changed' }
    if (actor !== 'command' && (await isLastAdmin(tx, member))) return { kind: 'last_admin' }
    await endMember(tx, id, deps.clock())
    await tx.record(auditEntry(who(actor), deps.clock(), { what: 'team.disable', which: id }))
    return { kind: 'changed' }
  })
}

/** What is left of somebody who may not sign in any more: their row, for what the audit says of them. */
export async function endMember(tx: StaffTx, id: string, at: Date): Promise<void> {
  await tx.changeMember(id, { state: 'disabled', disabledAt: at })
  await tx.dropSessions(id, 'all')
  await tx.dropInvitations(id)
  await tx.dropCredentials(id)
}

/** An admin looked at who may what, and it is right: noted for everybody who is not disabled. Gives how many. */
export async function recordReview(
  deps: StaffDeps,
  actor: StaffActor,
): Promise<NotAllowed | { kind: 'reviewed'; count: number }> {
  if (!mayManage(actor)) return { kind: 'not_allowed' }
  return await deps.transaction(async (tx) => {
    await tx.lockTeam()
    const now = deps.clock()
    const reviewed = (await tx.members()).filter(({ state }) => state !== 'disabled')
    for (const { id, role } of reviewed) {
      await tx.changeMember(id, { reviewedAt: now })
      await tx.record(auditEntry(actor, now, { what: 'team.review', which: id, detail: role }))
    }
    return { kind: 'reviewed', count: reviewed.length }
  })
}

/** One change of the team at a time, so that two admins do not take the last role away from each other. */
async function changed<Other extends { kind: string }>(
  deps: StaffDeps,
  actor: TeamActor,
  id: string,
  change: (tx: StaffTx, member: StaffRow) => Promise<TeamChange | Other>,
): Promise<TeamChange | Other> {
  if (!mayManage(actor)) return { kind: 'not_allowed' }
  return await deps.transaction(async (tx) => {
    await tx.lockTeam()
    const member = await tx.lockMember(id)
    return member ? await change(tx, member) : { kind: 'not_found' }
  })
}

/** Whether nobody else could manage the team. */
async function isLastAdmin(tx: StaffTx, member: StaffRow): Promise<boolean> {
  const canManage = ({ role, state }: StaffRow) => state === 'active' && mayDo(role, 'team.manage')
  if (!canManage(member)) return false
  return !(await tx.members()).some((other) => other.id !== member.id && canManage(other))
}
