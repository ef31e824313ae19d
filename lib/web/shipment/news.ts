import 'server-only'
import { createHash } from 'node:crypto'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import type { SeatContext } from '../seat/seated.ts'

export type News = {
  shipmentId: string
  /** A short word for all that a page shows of the shipment: another word, another page. */
  version: string
  /** Whether one of its messages, or a picture for this side, is on its way. */
  isMoving: boolean
  /** Whether there is a proof for this side to see, and whether either side has reported something: then they are worth reading. */
  hasProof: boolean
  hasReports: boolean
}

/**
 * The news of a shipment of this seat's conversation; null: not of here. A page reads it before what it draws, so that a
 * change in between is drawn once more and never missed.
 */
export async function shipmentNews({ app, seat }: SeatContext, trackingCode: string): Promise<News | null> {
  const code = parseTrackingCode(trackingCode)
  const found = code && (await app.shipmentFacts(code))
  if (!found || found.conversationId !== seat.conversationId) return null
  const receives = seat.side === 'DEMAND'
  const facts = receives ? `${found.facts} ${found.received}` : found.facts
  const version = createHash('sha256').update(facts).digest('base64url').slice(0, 16)
  return {
    shipmentId: found.shipmentId,
    version,
    isMoving: found.isMoving || (receives && found.isBringing),
    hasProof: receives && found.received !== '',
    hasReports: found.hasReports,
  }
}
