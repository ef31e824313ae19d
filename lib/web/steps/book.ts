import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { waitForOutcome } from '#lib/addon/messages/index.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { settleMessage } from '#lib/services/settle-message.ts'
import { announceShipment, bookShipment, parseTrackingCode } from '#lib/shipping/index.ts'
import { countSend } from '#lib/web/rate-limit.ts'
import type { ActionHere, ShipmentActionHere } from '../seat/action.ts'
import { shipmentHref } from '../seat/visit.ts'
import { partHref, proveHref } from '../seat/wanted.ts'

/** How long a tap waits for Divar's answer; the send goes on after it. */
const maxWaitMs = 5000

/** What proves that the user saw what is now booked. */
export type Shown = { trackingCode: string; fingerprint: string }

/** Books what was shown; with `announce` the chat message goes out with it. */
export async function bookStep(here: ActionHere, shown: Shown, announce: boolean): Promise<FormState> {
  const { app, seat, actor, base } = here
  const booked = await bookShipment(app.shipping, actor, {
    trackingCode: parseTrackingCode(shown.trackingCode),
    fingerprint: shown.fingerprint,
    announce,
  })
  if (booked.kind === 'booked' || booked.kind === 'already') {
    if (booked.kind === 'booked') {
      // A silent booking counts, too: it may be told of later, and the carrier hears of it.
      if (booked.messageId === null) await countSend(app, seat)
      await waitFor(here, booked.messageId)
    }
    redirect(shipmentHref(base, booked.shipment))
  }
  if (booked.kind === 'exists') redirect(`${base}/problem/shipment_exists`)
  if (booked.kind === 'unproved') redirect(`${base}/review`)
  // The first screen says when it opens again.
  if (booked.kind === 'closed') redirect(base)
  if (booked.kind === 'incomplete') redirect(partHref(base, booked.part))
  if (booked.kind === 'permission_missing') redirect(`${base}/problem/permission_missing`)
  revalidatePath(`${base}/${announce ? 'preview' : 'review'}`)
  return here.refused('preview_changed')
}

/** Tells the chat of a shipment what it has not heard. */
export async function announceStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, actor, base, trackingCode } = here
  const { fingerprint = '' } = here.fields
  const announced = await announceShipment(app.shipping, actor, { trackingCode, fingerprint })
  if (announced.kind === 'preview_changed') {
    revalidatePath(`${shipmentHref(base, { trackingCode })}/announce`)
    return here.refused('preview_changed')
  }
  if (announced.kind === 'permission_missing') redirect(`${base}/problem/permission_missing?shipment=${trackingCode}`)
  if (announced.kind === 'unproved') redirect(proveHref(base, 'announce', { trackingCode }))
  if (announced.kind === 'not_found') redirect(`${base}/problem/not_found`)
  if (announced.kind === 'not_allowed') redirect(`${base}/problem/wrong_side?shipment=${trackingCode}`)
  if (announced.kind === 'announced') await waitFor(here, announced.messageId)
  redirect(shipmentHref(base, { trackingCode }))
}

/** The user looked into the chat: the unconfirmed message is there, or it is to be sent again. */
export async function settleStep(here: ShipmentActionHere, messageId: string): Promise<FormState> {
  const { app, actor, base, trackingCode } = here
  const { answer } = here.fields
  if (answer !== 'it_is_there' && answer !== 'send_again') redirect(shipmentHref(base, { trackingCode }))
  const settled = await settleMessage(app, actor, { trackingCode, messageId, answer })
  if (settled.kind === 'not_found') redirect(`${base}/problem/not_found`)
  if (settled.kind === 'unproved') redirect(proveHref(base, 'shipment', { trackingCode }))
  if (settled.kind === 'settled' && answer === 'send_again') await waitFor(here, settled.messageId)
  redirect(shipmentHref(base, { trackingCode }))
}

/** Counts a message that has just been queued, and waits a little for its outcome. */
export async function waitFor({ app, seat }: ActionHere, messageId: string | null): Promise<void> {
  if (!messageId) return
  await countSend(app, seat)
  await waitForOutcome(app.messages, messageId, maxWaitMs)
}
