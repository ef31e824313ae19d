import type { ShipmentState } from '#lib/shipping/index.ts'
import type { Proof, SealedPicture } from './proof.ts'
import type { CleanedPicture, GivingStaff, ProofTarget, ReceiveProofDeps, UnfitPicture } from './proof-ports.ts'

export type ProofReceived =
  | { kind: 'taken'; shipmentId: string }
  /** A call with this id was taken before; nothing changes. */
  | { kind: 'repeated'; shipmentId: string }
  | { kind: 'not_found' }
  /** Only what was delivered has a proof of it. */
  | { kind: 'illegal'; state: ShipmentState }
  /** The receiving side had its data erased. */
  | { kind: 'erased' }
  /** An earlier picture was sent, or may have been. */
  | { kind: 'sent' }
  /** An earlier picture is being sent in this moment. */
  | { kind: 'busy' }
  /** Nothing is known of the picture: it may come again. */
  | { kind: 'too_slow' | 'too_many_waiting' }
  | { kind: 'unfit'; reason: UnfitPicture }

type Unclean = Extract<CleanedPicture, { ok: false }>['reason']

/** Undoes the taking of a call whose picture cannot be kept. */
class Overtaken extends Error {}

/**
 * The carrier hands over a picture of a delivered parcel. `callId` is the call's `webhook-id`: the same once more changes
 * nothing. `staff`: who gives it on a page; the audit keeps that. Null: the carrier's system does. The picture is cleaned of all but what it shows, sealed, and replaces one that nobody can have seen. Where the
 * receiving side is known to the chatbot it is queued for there, otherwise it waits for that side's tap.
 */
export async function receiveProof(
  deps: ReceiveProofDeps,
  call: { callId: string; trackingCode: string; picture: Uint8Array; staff: GivingStaff | null },
): Promise<ProofReceived> {
  const target = await deps.proofs.target(call.trackingCode)
  if (!target) return { kind: 'not_found' }
  const { shipmentId } = target
  if (await deps.proofs.hasCall(call.callId)) return { kind: 'repeated', shipmentId }
  const early = refusalOf(target, await deps.proofs.find(shipmentId))
  if (early) return early
  const picture = await deps.clean(call.picture)
  if (!picture.ok) return undone(picture.reason)
  const opened: SealedPicture = { base64: Buffer.from(picture.bytes).toString('base64') }
  const sealedImage = await deps.sealer.seal(opened)
  try {
    return await deps.transaction(async ({ proofs, wake, recordAudit }): Promise<ProofReceived> => {
      const now = deps.clock()
      const locked = await proofs.target(call.trackingCode, { lock: true })
      if (!locked) return { kind: 'not_found' }
      if (await proofs.hasCall(call.callId)) return { kind: 'repeated', shipmentId }
      const late = refusalOf(locked, await proofs.find(shipmentId))
      if (late) return late
      if (!(await proofs.takeCall(call.callId, now))) return { kind: 'repeated', shipmentId }
      const isKnown = (await proofs.chatbotOf(shipmentId)) !== null
      const kept = await proofs.put({
        id: shipmentId,
        position: 1,
        kind: picture.kind,
        sealedImage,
        attempts: 0,
        dueAt: now,
        firstQueuedAt: now,
        receivedAt: now,
        ...(isKnown ? { state: 'queued', way: 'bot' } : { state: 'waiting', way: null }),
        lastReason: null,
        claimId: null,
        claimedUntil: null,
        sentAt: null,
      })
      if (!kept) throw new Overtaken()
      if (call.staff) {
        const { staffId, address } = call.staff
        await recordAudit({ at: now, staffId, what: 'proof.give', which: shipmentId, detail: null, address })
      }
      if (isKnown) await wake(shipmentId)
      return { kind: 'taken', shipmentId }
    })
  } catch (error) {
    if (error instanceof Overtaken) return { kind: 'busy' }
    throw error
  }
}

const undone = (reason: Unclean): ProofReceived =>
  reason === 'too_slow' || reason === 'too_many_waiting' ? { kind: reason } : { kind: 'unfit', reason }

function refusalOf({ state, wasErased }: ProofTarget, earlier: Proof | null): ProofReceived | null {
  if (state !== 'delivered') return { kind: 'illegal', state }
  if (wasErased) return { kind: 'erased' }
  if (earlier?.state === 'sent' || earlier?.state === 'unconfirmed') return { kind: 'sent' }
  return earlier?.state === 'sending' ? { kind: 'busy' } : null
}
