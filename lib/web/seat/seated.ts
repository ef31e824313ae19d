import 'server-only'
import type { Actor } from '#lib/shipping/index.ts'
import { type SeatHere, seatHere } from '#lib/web/session.ts'

export type SeatContext = SeatHere & {
  /** The shipping domain's view of the seat. */
  actor: Actor
}

/** The first step of every page, action and route under `/s/{seat}`: whose seat is this? Null: nobody's here. */
export async function seated(seatId: string, options?: { counts: boolean }): Promise<SeatContext | null> {
  const here = await seatHere(seatId, options)
  return here && { ...here, actor: actorOf(here) }
}

function actorOf({ seat, session }: SeatHere): Actor {
  const { conversationId, side, postToken, divarUserId, grantId, launchUserId } = seat
  const sessionId = session.id
  return { seatId: seat.id, sessionId, conversationId, side, postToken, divarUserId, grantId, launchUserId }
}
