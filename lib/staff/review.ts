import { addSeconds } from '#lib/kernel/clock.ts'
import { reviewSeconds } from './limits.ts'
import type { StaffMember } from './staff.ts'

/** Whether it is time again to look through who may what: somebody has not been reviewed for a quarter. */
export function isReviewDue(members: readonly StaffMember[], now: Date): boolean {
  const before = addSeconds(now, -reviewSeconds)
  return members.some(({ state, reviewedAt, createdAt }) => state !== 'disabled' && (reviewedAt ?? createdAt) <= before)
}
