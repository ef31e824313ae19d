import { type ConfirmAnswer, confirm } from '#lib/addon/outbox/index.ts'
import type { Actor } from '#lib/shipping/index.ts'
import type { ProofState, ProofWay } from './proof.ts'
import { proofOutlet } from './proof-channel.ts'
import type { ProofStore, TapProofDeps } from './proof-ports.ts'

export type OwnProof = { shipmentId: string; state: ProofState; way: ProofWay | null }

export type ProofTapped =
  | { kind: 'queued'; shipmentId: string }
  /** It stands otherwise by now, or there was nothing to say: the page shows how. */
  | { kind: 'unchanged' }
  /** This seat has no permission to write in the chat. */
  | { kind: 'permission_missing' }
  /** This side is proved to be somebody, and this seat is not theirs. */
  | { kind: 'unproved' }
  | { kind: 'not_found' }

/** How far the proof has come, for the receiving side alone: the dropoff is somebody's home. Null: nothing to show. */
export async function ownProof(
  { proofs }: { proofs: Pick<ProofStore, 'target' | 'find'> },
  actor: Pick<Actor, 'conversationId' | 'side'>,
  trackingCode: string,
): Promise<OwnProof | null> {
  if (actor.side !== 'DEMAND') return null
  const target = await proofs.target(trackingCode)
  if (target?.conversationId !== actor.conversationId || target.state !== 'delivered') return null
  const proof = await proofs.find(target.shipmentId)
  return proof && { shipmentId: target.shipmentId, state: proof.state, way: proof.way }
}

/**
 * The receiving side has a waiting proof shown in the chat, in its own name and for both to see. Of two taps at once one
 * counts.
 */
export async function showProofInChat(deps: TapProofDeps, actor: Actor, trackingCode: string): Promise<ProofTapped> {
  const own = await ownProof(deps, actor, trackingCode)
  if (!own) return { kind: 'not_found' }
  if (!(await deps.mayAct(actor, own.shipmentId))) return { kind: 'unproved' }
  if (own.state !== 'waiting') return { kind: 'unchanged' }
  if (!(await mayWrite(deps, actor))) return { kind: 'permission_missing' }
  if (!(await deps.proofs.show(own.shipmentId, deps.clock()))) return { kind: 'unchanged' }
  await deps.wake(own.shipmentId)
  return { kind: 'queued', shipmentId: own.shipmentId }
}

/**
 * The receiving side says what became of an `unconfirmed` proof: it was shown, or it is to be sent once more. Until then
 * nothing happens to it. Of two answers at once one counts.
 */
export async function settleProof(
  deps: TapProofDeps,
  actor: Actor,
  trackingCode: string,
  answer: ConfirmAnswer,
): Promise<ProofTapped> {
  const own = await ownProof(deps, actor, trackingCode)
  if (!own) return { kind: 'not_found' }
  if (!(await deps.mayAct(actor, own.shipmentId))) return { kind: 'unproved' }
  if (own.state !== 'unconfirmed') return { kind: 'unchanged' }
  const again = answer === 'send_again'
  if (again && own.way === 'chat' && !(await mayWrite(deps, actor))) return { kind: 'permission_missing' }
  const { ok } = await confirm(proofOutlet(deps), own.shipmentId, answer)
  return again && ok ? { kind: 'queued', shipmentId: own.shipmentId } : { kind: 'unchanged' }
}

const mayWrite = async ({ grants }: TapProofDeps, { grantId }: Actor) =>
  grantId !== null && (await grants.isLive(grantId))
