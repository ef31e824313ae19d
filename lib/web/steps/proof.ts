import 'server-only'
import { redirect } from 'next/navigation'
import { type ProofTapped, settleProof, showProofInChat } from '#lib/carrier/index.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { countSend } from '#lib/web/rate-limit.ts'
import type { ShipmentActionHere } from '../seat/action.ts'
import { proveHref } from '../seat/wanted.ts'
import { proofHref } from '../views/proof.ts'

// What the receiving side does with its proof of delivery.

/** Has it shown in the chat, or says what became of one that nobody knows of. */
export async function proofStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, seat, actor, base, trackingCode } = here
  const { answer } = here.fields
  const tapped =
    answer === 'it_is_there' || answer === 'send_again'
      ? await settleProof(app.proofs, actor, trackingCode, answer)
      : await showProofInChat(app.proofs, actor, trackingCode)
  if (tapped.kind === 'queued') await countSend(app, seat)
  return leave(tapped, base, trackingCode)
}

function leave({ kind }: ProofTapped, base: string, trackingCode: string): never {
  if (kind === 'unproved') redirect(proveHref(base, 'shipment', { trackingCode }))
  if (kind === 'not_found') redirect(`${base}/problem/not_found`)
  if (kind === 'permission_missing') redirect(`${base}/problem/permission_missing?shipment=${trackingCode}`)
  redirect(proofHref(base, trackingCode))
}
