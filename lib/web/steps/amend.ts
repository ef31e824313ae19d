import 'server-only'
import { redirect } from 'next/navigation'
import { faultSentences } from '#lib/fa/faults.ts'
import type { FormState } from '#lib/kernel/form.ts'
import {
  amendProposal,
  includedWeight,
  parseDeclaredValue,
  parseParcel,
  saveDraft,
  statusOf,
} from '#lib/shipping/index.ts'
import type { ShipmentActionHere } from '../seat/action.ts'
import { shipmentHref } from '../seat/visit.ts'
import { answerOf, notAnswered, toProblem, toShipment } from './answer.ts'
import { waitFor } from './book.ts'

// How the seller corrects the parcel of a proposal.

/** The parcel as it is and what is in it worth: kept in this seat's draft until they accept with it, or send it back. */
export async function correctParcelStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, actor, fields, trackingCode } = here
  const shipment = await statusOf(app.shipping, actor.conversationId, trackingCode)
  if (!shipment) return toProblem(here, 'not_found')
  const tariff = await app.shipping.offers.promised(shipment.quote.version)
  const parcel = parseParcel(fields, (size) => includedWeight(tariff, size))
  // A page of an earlier build does not ask for it.
  const value = 'declaredValue' in fields ? parseDeclaredValue(fields) : null
  if (!parcel.ok || value?.ok === false) {
    const faults = { ...(parcel.ok ? {} : parcel.faults), ...(value?.ok === false ? value.faults : {}) }
    return here.again(faultSentences(faults))
  }
  const correction = { trackingCode, parcel: parcel.value, ...value?.value }
  if (!(await saveDraft(app.shipping, actor, { choices: { correction } }))) redirect('/problem/session_ended')
  redirect(`${shipmentHref(here.base, shipment)}/accept`)
}

/** Sends the corrected proposal back to its proposer. Where that cannot be (any more), the page it came from says why. */
export async function amendStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, actor, base } = here
  const amended = await amendProposal(app.shipping, actor, answerOf(here))
  switch (amended.kind) {
    case 'amended':
      await waitFor(here, amended.messageId)
      return toShipment(here, amended.shipment, 'proposed')
    case 'too_late':
      redirect(`${shipmentHref(base, amended.shipment)}?late=1`)
      break
    default:
      return notAnswered(here, amended.kind)
  }
}
