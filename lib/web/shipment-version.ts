import 'server-only'
import { createHash } from 'node:crypto'
import type { Services } from '#lib/services.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'

/**
 * A short word for all that a page shows of a shipment: another word, another page. Read it before what is drawn, so that
 * a change in between is drawn once more and never missed. It says nothing by itself; whose shipment it is, others check.
 * Null: no such shipment.
 */
export async function shipmentVersion(
  app: Pick<Services, 'shipmentFacts'>,
  trackingCode: string,
): Promise<string | null> {
  const code = parseTrackingCode(trackingCode)
  const facts = code && (await app.shipmentFacts(code))
  return facts ? createHash('sha256').update(facts).digest('base64url').slice(0, 16) : null
}
