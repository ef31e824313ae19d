import type { Actor } from './ports.ts'

/** Which session typed something, and as which Divar user, where one was proved by then. */
export type Typed = { typedBySessionId: string | null; typedByDivarUserId: string | null }

/** Who would change something for a side, at a seat. */
export type Acting = Pick<Actor, 'conversationId' | 'side' | 'grantId' | 'sessionId' | 'divarUserId'>

/**
 * Whether somebody at a seat of a side may change something for that side. A link can be forwarded, so once a Divar user is
 * proved there, only that user may, and the session that typed this side's address; anybody else looks on.
 */
export function actsForSide(acting: Acting, side: { provedAs: string | null; typed: Typed | null }): boolean {
  if (side.provedAs === null) return true
  return acting.divarUserId === side.provedAs || side.typed?.typedBySessionId === acting.sessionId
}
