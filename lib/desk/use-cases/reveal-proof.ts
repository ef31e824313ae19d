import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'

export type RevealedProof =
  | { kind: 'revealed'; bytes: Uint8Array<ArrayBuffer>; type: 'image/png' | 'image/jpeg' }
  /** No picture is kept (any more): it was sent, or none came. */
  | { kind: 'gone' }
  /** No key opens it. */
  | { kind: 'unreadable' }
  | { kind: 'not_found' }
  | { kind: 'not_allowed' }

/** Shows the picture of a delivery, which is of somebody's door: only where the audit has that, as for an address. */
export async function revealProof(
  { store, shipping, proofs, sealer }: Pick<DeskDeps, 'store' | 'shipping' | 'proofs' | 'sealer'>,
  actor: DeskActor,
  trackingCode: string,
): Promise<RevealedProof> {
  if (!mayDo(actor.role, 'contact.reveal')) return { kind: 'not_allowed' }
  const [row] = await store.byCodes([trackingCode])
  if (!row) return { kind: 'not_found' }
  const proof = await proofs.find(row.id)
  if (!proof?.sealedImage) return { kind: 'gone' }
  const opened = await sealer.openOrNull<{ base64: string }>(proof.sealedImage, { shipmentId: row.id })
  if (!opened) return { kind: 'unreadable' }
  const { staffId, address } = actor
  await shipping.transaction(async (tx) => {
    await tx.recordAudit({ at: shipping.clock(), staffId, what: 'proof.reveal', which: row.id, detail: null, address })
  })
  return { kind: 'revealed', bytes: Uint8Array.from(Buffer.from(opened.base64, 'base64')), type: proof.kind }
}
