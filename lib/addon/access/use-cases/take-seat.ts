import { hashSecret } from '#lib/kernel/ids.ts'
import type { AccessDeps, Seat, Session } from '../ports.ts'

/**
 * The seat of this session, or null. A seat that another session won at the same moment (two links opened at once
 * without a cookie) comes over if the browser shows the join secret it got with the link.
 */
export async function takeSeat(
  deps: Pick<AccessDeps, 'store' | 'clock'>,
  input: { session: Session; seatId: string; joinSecret: string | null },
): Promise<Seat | null> {
  const seat = await deps.store.findSeat(input.seatId)
  if (!seat) return null
  if (seat.sessionId === input.session.id) return seat
  if (!input.joinSecret) return null
  const joined = await deps.store.joinSeat(seat.id, hashSecret(input.joinSecret), input.session.id, deps.clock())
  return joined ? { ...seat, sessionId: input.session.id } : null
}
