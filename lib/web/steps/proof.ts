import 'server-only'
import { redirect } from 'next/navigation'
import { type ProofTapped, settleProof, showProofInChat } from '#lib/carrier/index.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import type { ActionHere } from '../action.ts'
import { actorOf } from '../actor.ts'
import { countSend } from '../rate-limit.ts'
import { proofHref } from '../views/proof.ts'
import { proveHref } from '../wanted.ts'

// What the receiving side does with its proof of delivery.

/** Has it shown in the chat, or says what became of one that nobody knows of. */
export async function proofStep(here: ActionHere, code: string): Promise<FormState> {
  const { app, fields, seat } = here
  const trackingCode = parseTrackingCode(code) ?? ''
  const { answer } = fields
  const tapped =
    answer === 'it_is_there' || answer === 'send_again'
      ? await settleProof(app.proofs, actorOf(here), trackingCode, answer)
      : await showProofInChat(app.proofs, actorOf(here), trackingCode)
  if (tapped.kind === 'queued') await countSend(app, seat)
  return leave(tapped, `/s/${seat.id}`, trackingCode)
}

function leave({ kind }: ProofTapped, base: string, trackingCode: string): never {
  if (kind === 'unproved') redirect(proveHref(base, 'shipment', { trackingCode }))
  if (kind === 'not_found') redirect(`${base}/problem/not_found`)
  if (kind === 'permission_missing') redirect(`${base}/problem/permission_missing?shipment=${trackingCode}`)
  redirect(proofHref(base, trackingCode))
}
