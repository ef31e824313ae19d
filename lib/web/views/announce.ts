import 'server-only'
import { redirect } from 'next/navigation'
import { type Announcement, prepareAnnouncement, prepareProposal } from '#lib/shipping/index.ts'
import { captionsOf } from '../button-captions.ts'
import { mayAnnounce, shipmentMessages } from '../shipment-messages.ts'
import { type SeatVisit, shipmentHref } from '../visit.ts'
import { filledForm } from './display.ts'

const initial = filledForm({})

/**
 * What the permission screen stands before: a shipment that its address names, or a draft to book. Null: no such shipment
 * in this conversation.
 */
export async function permissionView(here: SeatVisit & { query: Record<string, string> }) {
  const { app, actor, base, openShipment, query } = here
  if (query.shipment !== undefined) {
    return await permissionForShipment(here, query.shipment, query.notices === '1')
  }
  const open = await openShipment()
  if (open) redirect(shipmentHref(base, open))
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(`${base}/${prepared.step}`)
  const { draft, fingerprint } = prepared.proposal
  const shown = { trackingCode: draft.trackingCode, fingerprint }
  return { grantHref: `${base}/consent`, initial, backHref: `${base}/review`, shown, isForNotices: false }
}

async function permissionForShipment(here: SeatVisit, code: string, isForNotices: boolean) {
  const found = await shipmentMessages(here, code)
  if (!found) return null
  const { shipment, role } = found.view
  const href = shipmentHref(here.base, shipment)
  return {
    grantHref: `${here.base}/consent?shipment=${shipment.trackingCode}${isForNotices ? '&notices=1' : ''}`,
    initial,
    backHref: role === 'other' && shipment.state === 'proposed' && !isForNotices ? `${href}/accept` : href,
    shown: null,
    isForNotices,
  }
}

/** The message exactly as booking would send it, and what proves to the action that this is what was shown. */
export async function previewView(here: SeatVisit) {
  const { app, actor, base, openShipment, hasGrant } = here
  const open = await openShipment()
  if (open) redirect(shipmentHref(base, open))
  if (!(await hasGrant())) redirect(`${base}/permission`)
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(`${base}/${prepared.step}`)
  const { announcement, draft, fingerprint } = prepared.proposal
  return {
    isBooked: false,
    backHref: `${base}/review`,
    editHref: `${base}/review`,
    initial,
    hidden: { trackingCode: draft.trackingCode, fingerprint },
    message: shownMessage(announcement),
  }
}

/** The same for a shipment that is booked already and whose state the chat has not heard of. */
export async function announceView(here: SeatVisit, code: string) {
  const { app, base, hasGrant } = here
  const found = await shipmentMessages(here, code)
  if (!found) return { kind: 'not_found' as const }
  const { shipment, role } = found.view
  const href = shipmentHref(base, shipment)
  if (shipment.state === 'proposed' && role === 'other') {
    return { kind: 'wrong_side' as const, code: shipment.trackingCode }
  }
  if (!mayAnnounce(found)) redirect(href)
  if (!(await hasGrant())) redirect(`${base}/permission?shipment=${shipment.trackingCode}`)
  const { announcement, fingerprint } = await prepareAnnouncement(app.shipping, shipment)
  return {
    kind: 'ready' as const,
    screen: {
      isBooked: true,
      backHref: href,
      editHref: null,
      initial,
      hidden: { trackingCode: shipment.trackingCode, fingerprint },
      message: shownMessage(announcement),
    },
  }
}

const shownMessage = ({ text, senderButtons, receiverButtons }: Announcement) => ({
  text,
  senderButtons: captionsOf(senderButtons),
  receiverButtons: captionsOf(receiverButtons),
})
