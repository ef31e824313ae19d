import 'server-only'
import { headers } from 'next/headers'
import { hasLiveGrant } from '#lib/addon/access/index.ts'
import { mayAct, type OwnDraft, readDraft, type Shipment } from '#lib/shipping/index.ts'
import { isNavigation } from '#lib/web/guard.ts'
import { type SeatContext, seated } from './seated.ts'

/** A look at a seat, with what its pages share. The post's title comes from the draft or the seat where they have one: no waiting. */
export type SeatVisit = SeatContext & {
  itemTitle: string | null
  draft(): Promise<OwnDraft | null>
  openShipment(): Promise<Shipment | null>
  hasGrant(): Promise<boolean>
  /** Whether this seat may change something for its side: of a shipment, or, with null, of the conversation. */
  mayAct(shipmentId: string | null): Promise<boolean>
}

/** A visit to a step of the booking. */
export type DraftVisit = SeatVisit & { own: OwnDraft | null }

export const shipmentHref = (base: string, shipment: Pick<Shipment, 'trackingCode'>) =>
  `${base}/shipment/${shipment.trackingCode}`

export async function visitSeat(seatId: string): Promise<SeatVisit | null> {
  const here = await seated(seatId, { counts: isNavigation(await headers()) })
  if (!here) return null
  const { app, seat, actor } = here
  const draft = await app.shipping.store.draftOfSeat(seat.id)
  const itemTitle =
    draft?.choices.itemTitle ?? seat.seenPost?.title ?? ((await app.posts(seat.postToken))?.title || null)
  return {
    ...here,
    itemTitle,
    draft: async () => await readDraft(app.shipping, actor),
    openShipment: async () => await app.shipping.store.openShipment(seat.conversationId),
    hasGrant: async () => await hasLiveGrant(app.access, seat),
    mayAct: async (shipmentId) => await mayAct(app.shipping.store, actor, shipmentId),
  }
}
