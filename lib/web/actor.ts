import 'server-only'
import type { Seat, Session } from '#lib/addon/access/index.ts'
import type { Actor } from '#lib/shipping/index.ts'

/** The shipping domain's view of a seat. */
export function actorOf({ seat, session }: { seat: Seat; session: Session }): Actor {
  const { conversationId, side, postToken, divarUserId, grantId, launchUserId } = seat
  const bound = { divarUserId, grantId, launchUserId }
  return { seatId: seat.id, sessionId: session.id, conversationId, side, postToken, ...bound }
}
