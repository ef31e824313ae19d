import { and, eq, lte, or } from 'drizzle-orm'
import type { Erasers } from '#lib/addon/retention/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import type { StaffRetentionItem } from '#lib/staff/index.ts'
import type { Db } from '../client.ts'
import { staff, staffAudit, staffChallenges, staffInvitations, staffSessions } from '../schema/staff.ts'
import { eraserOf } from './remove.ts'

/** What is kept of staff, grown old. A session that rests `idleSeconds` has ended. */
export function staffErasers(db: Db, { idleSeconds }: { idleSeconds: number }): Erasers<StaffRetentionItem> {
  const eraser = eraserOf(db)
  return {
    staff_account: eraser(
      async ({ remove }, dueBefore) =>
        await remove(staff, and(eq(staff.state, 'disabled'), lte(staff.disabledAt, dueBefore))),
    ),
    staff_invitation: eraser(
      async ({ remove }, dueBefore) => await remove(staffInvitations, lte(staffInvitations.expiresAt, dueBefore)),
    ),
    staff_session: eraser(async ({ remove }, dueBefore) => {
      const idle = lte(staffSessions.lastActiveAt, addSeconds(dueBefore, -idleSeconds))
      return await remove(staffSessions, or(lte(staffSessions.expiresAt, dueBefore), idle))
    }),
    staff_challenge: eraser(
      async ({ remove }, dueBefore) => await remove(staffChallenges, lte(staffChallenges.expiresAt, dueBefore)),
    ),
    staff_audit: eraser(async ({ remove }, dueBefore) => await remove(staffAudit, lte(staffAudit.at, dueBefore))),
  }
}
