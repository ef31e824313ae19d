import 'server-only'
import { redirect } from 'next/navigation'
import {
  type Announcement,
  parseTrackingCode,
  prepareAnnouncement,
  prepareProposal,
  type Shipment,
  viewShipment,
} from '#lib/shipping/index.ts'
import { captionsOf } from '../button-captions.ts'
import { proposalMessage, shownState } from '../proposal-message.ts'
import { type SeatVisit, shipmentHref } from '../visit.ts'
import { filledForm } from './display.ts'

const initial = filledForm({})

/** A proposal of this side that stands in no chat and may still be announced. */
async function mayAnnounce(here: SeatVisit, shipment: Shipment): Promise<boolean> {
  if (shipment.proposerSide !== here.seat.side || shipment.state !== 'proposed') return false
  const found = await proposalMessage(here, shipment.trackingCode)
  return shownState(found?.message ?? null) === 'unannounced'
}

/** What the permission screen stands before: a draft to book, or a shipment booked without a message. */
export async function permissionView(here: SeatVisit) {
  const { app, actor, base, openShipment } = here
  const common = { grantHref: `${base}/consent`, initial }
  const open = await openShipment()
  if (open) {
    if (!(await mayAnnounce(here, open))) redirect(shipmentHref(base, open))
    return { ...common, backHref: shipmentHref(base, open), shown: null }
  }
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(`${base}/${prepared.step}`)
  const { draft, fingerprint } = prepared.proposal
  return { ...common, backHref: `${base}/review`, shown: { trackingCode: draft.trackingCode, fingerprint } }
}

/** The message exactly as booking would send it, and what proves to the action that this is what was shown. */
export async function previewView(here: SeatVisit) {
  const { app, actor, base, openShipment, hasGrant } = here
  const open = await openShipment()
  const granted = await hasGrant()
  if (open) {
    redirect(`${shipmentHref(base, open)}${granted && (await mayAnnounce(here, open)) ? '/announce' : ''}`)
  }
  if (!granted) redirect(`${base}/permission`)
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(`${base}/${prepared.step}`)
  const { announcement, draft, fingerprint } = prepared.proposal
  return {
    backHref: `${base}/review`,
    editHref: `${base}/review`,
    initial,
    hidden: { trackingCode: draft.trackingCode, fingerprint },
    message: shownMessage(announcement),
  }
}

/** The same for a shipment that is booked already; null when it is not of this conversation. */
export async function announceView(here: SeatVisit, code: string) {
  const { app, actor, base, hasGrant } = here
  const trackingCode = parseTrackingCode(code)
  const view = trackingCode && (await viewShipment(app.shipping, actor, trackingCode))
  if (!view) return null
  const { shipment } = view
  const href = shipmentHref(base, shipment)
  if (!(await mayAnnounce(here, shipment))) redirect(href)
  if (!(await hasGrant())) redirect(`${base}/permission`)
  const { announcement, fingerprint } = await prepareAnnouncement(app.shipping, shipment)
  return {
    backHref: href,
    editHref: null,
    initial,
    hidden: { trackingCode: shipment.trackingCode, fingerprint },
    message: shownMessage(announcement),
  }
}

const shownMessage = ({ text, senderButtons, receiverButtons }: Announcement) => ({
  text,
  senderButtons: captionsOf(senderButtons),
  receiverButtons: captionsOf(receiverButtons),
})
