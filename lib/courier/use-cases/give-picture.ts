import { type ProofReceived, receiveProof } from '#lib/carrier/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { CourierActor, CourierDeps } from '../ports.ts'
import { tapKey } from './take-tap.ts'

export type PictureGiven = ProofReceived | { kind: 'not_yours' } | { kind: 'not_allowed' }

/**
 * Takes a picture of what this courier delivered, by the way, with the limits and the answers of the carrier's system; that they
 * gave it is in the audit.
 */
export async function givePicture(
  { shipping, proofs }: Pick<CourierDeps, 'shipping' | 'proofs'>,
  { staffId, role, address }: CourierActor,
  { tapId, trackingCode, picture }: { tapId: string; trackingCode: string; picture: Uint8Array },
): Promise<PictureGiven> {
  if (!mayDo(role, 'stops.own')) return { kind: 'not_allowed' }
  const shipment = await shipping.store.shipmentByCode(trackingCode)
  if (!shipment || (await shipping.store.courierIdOf(shipment.id)) !== staffId) return { kind: 'not_yours' }
  const callId = tapKey(staffId, 'picture', tapId)
  return await receiveProof(proofs, { callId, trackingCode, picture, staff: { staffId, address } })
}
