import { type Launch, nearestCity } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, randomSecret } from '#lib/kernel/ids.ts'
import { ticketSeconds } from '../limits.ts'
import type { AccessDeps } from '../ports.ts'

export type AcceptedLaunch =
  | { kind: 'ticket'; ticket: string }
  /** No conversation or no side came with it: the app can show prices, not book. */
  | { kind: 'no_conversation'; postToken: string | null }
  /** Another Divar user already stands on this side, and the settings say to refuse. */
  | { kind: 'other_divar_user' }

/**
 * Takes a launch that Divar's server handed over and keeps it behind a single-use ticket of 192 bits, stored hashed,
 * good for two minutes. The launch's data are hints; what it proves is the conversation and the side. Contract §3.2 to §3.4.
 */
export async function acceptLaunch(
  deps: Pick<AccessDeps, 'calls' | 'clock' | 'random' | 'log' | 'measures' | 'launchUserId'>,
  launch: Launch,
): Promise<AcceptedLaunch> {
  const { conversationId, side, postToken } = launch
  if (!conversationId || !side) return { kind: 'no_conversation', postToken }
  // Version 1 ids are chat ids: not comparable with the id that the consent proves.
  if (launch.version === 2 && launch.userId) {
    const party = (await deps.calls.partiesOf(conversationId)).find((one) => one.side === side)
    if (party && party.divarUserId !== launch.userId) {
      deps.log.warn({ event: 'launch_user_mismatch', mode: deps.launchUserId, side }, 'launch by another Divar user')
      deps.measures.count('launch_user_mismatches', { mode: deps.launchUserId })
      if (deps.launchUserId === 'enforce') return { kind: 'other_divar_user' }
    }
  }
  const ticket = randomSecret(deps.random)
  const now = deps.clock()
  await deps.calls.insertTicket({
    ticketHash: hashSecret(ticket),
    seatId: randomSecret(deps.random),
    conversationId,
    side,
    postToken,
    source: launch.source,
    hints: launch.data,
    nearCity: launch.location && nearestCity(launch.location),
    launchUserId: launch.version === 2 ? launch.userId : null,
    launchVersion: launch.version,
    createdAt: now,
    expiresAt: addSeconds(now, ticketSeconds),
    redeemedAt: null,
    redeemedBySessionId: null,
  })
  return { kind: 'ticket', ticket }
}
