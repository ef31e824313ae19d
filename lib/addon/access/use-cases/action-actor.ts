import type { AccessDeps, Seat } from '../ports.ts'

export type ActionActor = { conversationId: string; side: Seat['side'] }

/**
 * Who tapped a dynamic action, as far as Divar says; null when it lacks conversation or side, or names a Divar user
 * other than the one bound to that side: it then gets a neutral text and nothing changes. Contract §4.
 */
export async function actionActor(
  deps: Pick<AccessDeps, 'calls'>,
  action: { conversationId: string | null; side: Seat['side'] | null; userId: string | null },
): Promise<ActionActor | null> {
  const { conversationId, side, userId } = action
  if (!conversationId || !side) return null
  // Who is bound to that side matters only where the tap names somebody.
  const parties = userId ? await deps.calls.partiesOf(conversationId) : []
  const bound = parties.find((party) => party.side === side)
  if (bound && bound.divarUserId !== userId) return null
  return { conversationId, side }
}
