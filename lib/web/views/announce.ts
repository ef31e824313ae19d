import 'server-only'
import { redirect } from 'next/navigation'
import { type Announcement, prepareAnnouncement, prepareProposal } from '#lib/shipping/index.ts'
import { type SeatVisit, shipmentHref } from '../seat/visit.ts'
import { partHref, proveHref, wantedPath } from '../seat/wanted.ts'
import { captionsOf } from '../shipment/button-captions.ts'
import { mayAnnounce, shipmentMessages } from '../shipment/messages.ts'
import { filledForm, stepAt } from './display.ts'

const initial = filledForm({})

/**
 * What the permission screen stands before: a shipment that its address names, or something else that needs a proof. Null:
 * no such shipment in this conversation.
 */
export async function permissionView(here: SeatVisit & { query: Record<string, string> }) {
  const { base, query } = here
  if (query.shipment !== undefined) return await permissionForShipment(here, query.shipment, query)
  if (query.next !== undefined) return await permissionToGoOn(here, query.next)
  // A booking's own permission is asked for on its review.
  redirect(`${base}/review`)
}

const usual = { isForNotices: false, proves: false }

/** For what hangs on no shipment: the user of this seat proves that they are this side's person. */
async function permissionToGoOn({ base, mayAct }: SeatVisit, next: string) {
  const path = wantedPath(base, next, null)
  if (!path) return null
  if (await mayAct(null)) redirect(path)
  return { ...usual, grantHref: `${base}/consent?next=${next}`, backHref: base, proves: true }
}

async function permissionForShipment(here: SeatVisit, code: string, query: Record<string, string>) {
  const found = await shipmentMessages(here, code)
  if (!found) return null
  const { shipment, role } = found.view
  const href = shipmentHref(here.base, shipment)
  const isForNotices = query.notices === '1'
  const next = wantedPath(here.base, query.next, shipment) === null ? '' : `&next=${query.next}`
  const proves = !(await here.mayAct(shipment.id))
  const isAnswering = role === 'other' && shipment.state === 'proposed' && !isForNotices && !proves
  return {
    ...usual,
    grantHref: `${here.base}/consent?shipment=${shipment.trackingCode}${isForNotices ? '&notices=1' : next}`,
    backHref: isAnswering ? `${href}/accept` : href,
    isForNotices,
    proves,
  }
}

/** The message exactly as booking would send it, and what proves to the action that this is what was shown. */
export async function previewView(here: SeatVisit) {
  const { app, actor, base, openShipment, hasGrant } = here
  const open = await openShipment()
  if (open) redirect(shipmentHref(base, open))
  if (!(await hasGrant())) redirect(`${base}/review`)
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(partHref(base, prepared.part))
  const { announcement, draft, fingerprint } = prepared.proposal
  return {
    isBooked: false,
    step: stepAt(4),
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
  if (!(await here.mayAct(shipment.id))) redirect(proveHref(base, 'announce', shipment))
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
