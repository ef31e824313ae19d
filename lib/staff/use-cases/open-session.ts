import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, newId, randomSecret } from '#lib/kernel/ids.ts'
import { recoverySeconds, sessionSeconds } from '../limits.ts'
import type { StaffDeps, StaffTx } from '../ports.ts'
import type { SignInWay } from '../staff.ts'

/** A new session for somebody who has just proved who they are, and its entry in the audit; gives the cookie's secret. */
export async function openSession(
  tx: StaffTx,
  { clock, random }: Pick<StaffDeps, 'clock' | 'random'>,
  by: { staffId: string; way: SignInWay; address: string | null },
): Promise<string> {
  const { staffId, way, address } = by
  const [now, id, token] = [clock(), newId(), randomSecret(random)]
  const seconds = way === 'recovery_alone' ? recoverySeconds : sessionSeconds
  const times = { createdAt: now, lastActiveAt: now, expiresAt: addSeconds(now, seconds) }
  await tx.insertSession({ id, tokenHash: hashSecret(token), staffId, way, address, ...times })
  await tx.changeMember(staffId, { lastUsedAt: now, unusedSince: now })
  await tx.record({ at: now, staffId, what: 'session.opened', which: id, detail: way, address })
  return token
}
