import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, randomSecret } from '#lib/kernel/ids.ts'
import { joinSeconds } from '../limits.ts'
import type { AccessDeps, AccessStore, Session, Ticket } from '../ports.ts'
import { issueSid } from '../session-keys.ts'
import { newSession } from './new-session.ts'

export type RedeemedTicket =
  | { kind: 'opened'; sid: string; seatId: string; joinSecret: string; hints: Record<string, string> }
  /** The same session opens its own link again. */
  | { kind: 'again'; seatId: string; hints: Record<string, string> }
  | { kind: 'refused'; reason: 'link_invalid' | 'link_used' | 'link_expired' }

/**
 * Swaps a ticket for a seat, once. The browser keeps the session it has; without one it gets a new one. Either way it
 * gets a new public session id. A seat that the session already holds for the same conversation, side and launching
 * user is taken again, so that a draft is resumed and two windows share it.
 */
export async function redeemTicket(
  deps: AccessDeps,
  input: { ticket: string; session?: Session | null; sid?: string | null },
): Promise<RedeemedTicket> {
  const ticketHash = hashSecret(input.ticket)
  const now = deps.clock()
  const session = input.session ?? newSession(now)
  return await deps.transaction(async (store) => {
    const ticket = await store.redeemTicket(ticketHash, session.id, now)
    if (!ticket) return await refusal(store, await store.findTicket(ticketHash), input.session ?? null)
    if (!input.session) await store.insertSession(session)
    const sid = await issueSid({ ...deps, store }, session, input.sid ?? null)
    const joinSecret = randomSecret(deps.random)
    const seatId = await openSeat(store, ticket, session, now)
    await store.setSeatJoin(seatId, hashSecret(joinSecret), addSeconds(now, joinSeconds))
    return { kind: 'opened', sid, seatId, joinSecret, hints: ticket.hints }
  })
}

async function refusal(store: AccessStore, ticket: Ticket | null, session: Session | null): Promise<RedeemedTicket> {
  if (!ticket) return { kind: 'refused', reason: 'link_invalid' }
  if (!ticket.redeemedAt) return { kind: 'refused', reason: 'link_expired' }
  const held = session && (await heldSeat(store, ticket, session))
  // The link's own seat may have come over from a session that was opened at the same moment.
  if (held && (ticket.redeemedBySessionId === session.id || ticket.seatId === held.id)) {
    return { kind: 'again', seatId: held.id, hints: ticket.hints }
  }
  return { kind: 'refused', reason: 'link_used' }
}

/** The seat that a session holds for what the ticket proves: not always the one the ticket would have opened. */
async function heldSeat(store: AccessStore, ticket: Ticket, session: Session) {
  const { conversationId, side, launchUserId } = ticket
  return await store.findSeatInSession({ sessionId: session.id, conversationId, side, launchUserId })
}

async function openSeat(store: AccessStore, ticket: Ticket, session: Session, now: Date): Promise<string> {
  const held = await heldSeat(store, ticket, session)
  if (held) {
    if (ticket.nearCity !== null) await store.setNearCity(held.id, ticket.nearCity)
    return held.id
  }
  await store.insertSeat({
    id: ticket.seatId,
    sessionId: session.id,
    conversationId: ticket.conversationId,
    side: ticket.side,
    postToken: ticket.postToken,
    source: ticket.source,
    launchUserId: ticket.launchUserId,
    launchVersion: ticket.launchVersion,
    divarUserId: null,
    grantId: null,
    joinHash: null,
    joinUntil: null,
    nearCity: ticket.nearCity,
    seenPost: null,
    createdAt: now,
  })
  return ticket.seatId
}
