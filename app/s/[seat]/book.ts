'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormState } from '#lib/kernel/form.ts'
import { confirmMessage, waitForOutcome } from '#lib/messages/index.ts'
import { announceShipment, bookShipment, parseTrackingCode, type Shipment } from '#lib/shipping/index.ts'
import { type ActionHere, seatAction } from '#lib/web/action.ts'
import { actorOf } from '#lib/web/actor.ts'
import { proposalMessage } from '#lib/web/proposal-message.ts'

/** How long a tap waits for Divar's answer; the send goes on after it. */
const longestWaitMs = 5000

type Shown = { trackingCode: string; fingerprint: string }

/** Books what the preview showed and has it sent. */
export async function bookAndSend(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { limit: 'sends', onFault: 'page' }, async (here) => {
    const { trackingCode = '', fingerprint = '' } = here.fields
    return await book(here, { trackingCode, fingerprint }, true)
  })
}

/** Books without telling the chat. */
export async function bookSilently(seatId: string, shown: Shown, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { limit: 'sends', onFault: 'page' }, async (here) => {
    return await book(here, shown, false)
  })
}

async function book(here: ActionHere, shown: Shown, announce: boolean): Promise<FormState> {
  const { app, seat } = here
  const base = `/s/${seat.id}`
  const booked = await bookShipment(app.shipping, actorOf(here), {
    trackingCode: parseTrackingCode(shown.trackingCode),
    fingerprint: shown.fingerprint,
    announce,
  })
  if (booked.kind === 'booked' || booked.kind === 'already') {
    if (booked.kind === 'booked' && booked.messageId)
      await waitForOutcome(app.messages, booked.messageId, longestWaitMs)
    redirect(shipmentAddress(seat.id, booked.shipment))
  }
  if (booked.kind === 'exists') redirect(`${base}/problem/shipment_exists`)
  if (booked.kind === 'incomplete') redirect(`${base}/${booked.step}`)
  if (booked.kind === 'permission_missing') redirect(`${base}/problem/permission_missing`)
  revalidatePath(`${base}/${announce ? 'preview' : 'permission'}`)
  return here.refused('preview_changed')
}

/** Announces a shipment that was booked without a message. */
export async function announceNow(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, { limit: 'sends', onFault: 'page' }, async (here) => {
    const { app } = here
    const { trackingCode = '', fingerprint = '' } = here.fields
    const announced = await announceShipment(app.shipping, actorOf(here), { trackingCode, fingerprint })
    if (announced.kind === 'preview_changed') {
      revalidatePath(`/s/${seatId}/shipment/${trackingCode}/announce`)
      return here.refused('preview_changed')
    }
    if (announced.kind === 'permission_missing') redirect(`/s/${seatId}/problem/permission_missing`)
    if (announced.kind === 'not_found') redirect(`/s/${seatId}/problem/not_found`)
    if (announced.kind === 'announced' && announced.messageId) {
      await waitForOutcome(app.messages, announced.messageId, longestWaitMs)
    }
    redirect(shipmentAddress(seatId, { trackingCode }))
  })
}

/** The user looked into the chat: the unconfirmed message is there, or it is to be sent again. */
export async function settleMessage(
  seatId: string,
  trackingCode: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return await seatAction(seatId, data, { limit: 'sends', onFault: 'page' }, async (here) => {
    const { app, fields } = here
    const found = await proposalMessage(here, trackingCode)
    if (!found) redirect(`/s/${seatId}/problem/not_found`)
    const { message } = found
    if (message && (fields.answer === 'it_is_there' || fields.answer === 'send_again')) {
      await confirmMessage(app.messages, message.id, fields.answer)
      if (fields.answer === 'send_again') await waitForOutcome(app.messages, message.id, longestWaitMs)
    }
    redirect(shipmentAddress(seatId, { trackingCode }))
  })
}

const shipmentAddress = (seatId: string, shipment: Pick<Shipment, 'trackingCode'>) =>
  `/s/${seatId}/shipment/${shipment.trackingCode}`
