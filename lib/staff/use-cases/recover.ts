import { auditEntry } from '../audit.ts'
import { maxPasskeys } from '../limits.ts'
import type { StaffDeps } from '../ports.ts'
import { mayDo } from '../roles.ts'
import type { RecoveringStaff, StaffActor } from '../staff.ts'
import { openSession } from './open-session.ts'
import { answeredPasskey, type PasskeyAnswer } from './own-account.ts'

export type Recovered = { kind: 'opened'; token: string } | { kind: 'refused' } | { kind: 'too_many' }

/** Undoes the end of a session whose passkey cannot be kept. */
class NotNew extends Error {}

/**
 * Makes a passkey for somebody whom a recovery code alone let in, and opens the desk with it. That session ends with it: of two
 * answers at once one counts.
 */
export async function recoverWithPasskey(
  deps: StaffDeps,
  who: RecoveringStaff,
  given: PasskeyAnswer,
): Promise<Recovered> {
  const { staffId, sessionId, address } = who
  const passkey = await answeredPasskey(deps, staffId, given)
  if (!passkey) return { kind: 'refused' }
  try {
    return await deps.transaction(async (tx): Promise<Recovered> => {
      const member = await tx.lockMember(staffId)
      if (member?.state !== 'active') return { kind: 'refused' }
      if ((await tx.passkeysOf(staffId)).length >= maxPasskeys) return { kind: 'too_many' }
      if ((await tx.dropSessions(staffId, { id: sessionId })) === 0) return { kind: 'refused' }
      const now = deps.clock()
      if (!(await tx.insertPasskey({ ...passkey, staffId, createdAt: now, lastUsedAt: null }))) throw new NotNew()
      const act = { what: 'account.passkey_added', which: staffId, detail: 'recovery_alone' }
      await tx.record(auditEntry(who, now, act))
      return { kind: 'opened', token: await openSession(tx, deps, { staffId, way: 'passkey', address }) }
    })
  } catch (error) {
    if (error instanceof NotNew) return { kind: 'refused' }
    throw error
  }
}

/** Ends the session of somebody who makes no passkey after all. */
export async function leaveRecovery(
  { transaction, clock }: Pick<StaffDeps, 'transaction' | 'clock'>,
  who: RecoveringStaff,
): Promise<void> {
  await transaction(async (tx) => {
    const ended = await tx.dropSessions(who.staffId, { id: who.sessionId })
    if (ended > 0) await tx.record(auditEntry(who, clock(), { what: 'session.ended', which: who.sessionId }))
  })
}

/**
 * Who made a passkey by a recovery code alone since an admin last reviewed their role, and when; null for anyone who may not
 * know. However much the audit has since: nobody buries it under passkeys that they add and take away.
 */
export async function recoveriesToReview(
  { store }: Pick<StaffDeps, 'store'>,
  actor: StaffActor,
): Promise<Map<string, Date> | null> {
  if (!mayDo(actor.role, 'team.manage')) return null
  const reviewedAt = new Map((await store.members()).map((member) => [member.id, member.reviewedAt]))
  const last = await store.lastActs({ what: 'account.passkey_added', detail: 'recovery_alone' }, [...reviewedAt.keys()])
  return new Map(
    [...last].filter(([id, at]) => {
      const reviewed = reviewedAt.get(id) ?? null
      return reviewed === null || reviewed < at
    }),
  )
}
