import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import { auditEntry } from '../audit.ts'
import { idleSeconds, touchSeconds } from '../limits.ts'
import type { StaffDeps, StaffRow, StaffSession } from '../ports.ts'
import type { RecoveringStaff, SignInWay, StaffActor } from '../staff.ts'

/** Whether a session can still be used: not over, not idle for fifteen minutes. */
const stands = (session: StaffSession, now: Date) =>
  session.expiresAt > now && addSeconds(session.lastActiveAt, idleSeconds) > now

type Deps = Pick<StaffDeps, 'store' | 'clock' | 'sealer'>
type Request = { counts: boolean; address: string | null }

/**
 * Who acts with this cookie, or null: unknown, twelve hours old, idle for fifteen minutes, of a recovery code alone, or somebody
 * who was disabled. The role is that of this moment. `counts` is false for what an open page asks by itself: that keeps nobody
 * signed in.
 */
export async function resolveStaff(deps: Deps, token: string, request: Request): Promise<StaffActor | null> {
  const found = await standing(deps, token, request, (way) => way !== 'recovery_alone')
  return found && { ...found.who, role: found.owner.role }
}

/** Whom a recovery code alone let in with this cookie, to make a passkey; or null, as above. */
export async function resolveRecovering(deps: Deps, token: string, request: Request): Promise<RecoveringStaff | null> {
  return (await standing(deps, token, request, (way) => way === 'recovery_alone'))?.who ?? null
}

/** Who this cookie let in, to the desk or to make a passkey alone. */
export type Entered = { kind: 'desk'; staff: StaffActor } | { kind: 'recovering'; who: RecoveringStaff }

/** Which of the two this cookie is of, by one look; null as above. */
export async function resolveEntered(deps: Deps, token: string, request: Request): Promise<Entered | null> {
  const found = await standing(deps, token, request, () => true)
  if (!found) return null
  const { who, owner, way } = found
  return way === 'recovery_alone' ? { kind: 'recovering', who } : { kind: 'desk', staff: { ...who, role: owner.role } }
}

async function standing(
  deps: Deps,
  token: string,
  request: Request,
  isMeant: (way: SignInWay) => boolean,
): Promise<{ who: RecoveringStaff; owner: StaffRow; way: SignInWay } | null> {
  const now = deps.clock()
  const found = await deps.store.session(hashSecret(token))
  if (found?.owner.state !== 'active' || !stands(found.session, now)) return null
  const { session, owner } = found
  if (!isMeant(session.way)) return null
  if (request.counts && addSeconds(session.lastActiveAt, touchSeconds) <= now) {
    await deps.store.touchSession(session.id, now)
  }
  const { name } = await deps.sealer.open<{ name: string }>(owner.sealedName)
  return { who: { staffId: owner.id, sessionId: session.id, name, address: request.address }, owner, way: session.way }
}

/** One's own sessions that can still be used, the newest first. */
export async function ownSessions(
  deps: Pick<StaffDeps, 'store' | 'clock'>,
  actor: StaffActor,
): Promise<(StaffSession & { isThis: boolean })[]> {
  const now = deps.clock()
  const all = await deps.store.sessionsOf(actor.staffId)
  return all
    .filter((session) => stands(session, now))
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    .map((session) => ({ ...session, isThis: session.id === actor.sessionId }))
}

/** Ends one of one's own sessions, or all but this one; gives how many ended. Signing out is ending this one. */
export async function endSessions(
  deps: Pick<StaffDeps, 'transaction' | 'clock'>,
  actor: StaffActor,
  which: { id: string } | 'others',
): Promise<number> {
  return await deps.transaction(async (tx) => {
    const ended = await tx.dropSessions(actor.staffId, which === 'others' ? { butId: actor.sessionId } : which)
    const of = which === 'others' ? { detail: 'others' } : { which: which.id }
    if (ended > 0) await tx.record(auditEntry(actor, deps.clock(), { what: 'session.ended', ...of }))
    return ended
  })
}
