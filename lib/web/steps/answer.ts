import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { faultSentences } from '#lib/fa/faults.ts'
import { windowGone } from '#lib/fa/promise-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import {
  type Accepted,
  type Amended,
  type Answer,
  acceptProposal,
  nextPart,
  proposeInstead,
  readDraft,
  rejectProposal,
  rejectReasons,
  type ShipmentState,
} from '#lib/shipping/index.ts'
import { readWindow } from '../booking/window-field.ts'
import type { ActionHere, ShipmentActionHere } from '../seat/action.ts'
import { shipmentHref } from '../seat/visit.ts'
import { partHref, proveHref, type Wanted } from '../seat/wanted.ts'
import { waitFor } from './book.ts'

// How the other side answers a proposal.

/** To the shipment; where it is in another state than the tap wanted, the page says what happened instead. */
export function toShipment(
  { base }: ActionHere,
  shipment: { trackingCode: string; state: ShipmentState },
  wanted: ShipmentState,
): never {
  redirect(`${shipmentHref(base, shipment)}${shipment.state === wanted ? '' : '?late=1'}`)
}

/** To the dead end of a shipment that is not here, or not this side's to act on. */
export function toProblem({ base, trackingCode }: ShipmentActionHere, kind: 'not_found' | 'not_allowed'): never {
  redirect(`${base}/problem/${kind === 'not_found' ? kind : 'wrong_side'}?shipment=${trackingCode}`)
}

/** To the screen where the user of this seat proves that they are this side's person, and on to what they wanted. */
export function toProof({ base, trackingCode }: ShipmentActionHere, wanted: Wanted): never {
  redirect(proveHref(base, wanted, { trackingCode }))
}

type NotAnswered = Exclude<Accepted['kind'] | Amended['kind'], 'accepted' | 'amended' | 'too_late'>

/** Why a proposal was neither accepted nor sent back: the page it came from says so, or a screen of its own. */
export function notAnswered(here: ShipmentActionHere, kind: NotAnswered): FormState {
  const { base, trackingCode } = here
  const page = `${shipmentHref(base, { trackingCode })}/accept`
  switch (kind) {
    case 'not_confirmed':
      return here.again(faultSentences({ forbiddenAccepted: 'forbidden_not_accepted' }))
    case 'preview_changed':
      revalidatePath(page)
      return here.refused('preview_changed')
    case 'window_gone':
      revalidatePath(page)
      return here.again({}, windowGone)
    case 'not_found':
    case 'not_allowed':
      return toProblem(here, kind)
    case 'unproved':
      return toProof(here, 'accept')
    case 'closed':
      return redirect(`${base}/problem/closed?shipment=${trackingCode}`)
    default:
      redirect(page)
  }
}

/** What the form of an answer says. */
export const answerOf = ({ trackingCode, fields }: ShipmentActionHere): Answer => ({
  trackingCode,
  fingerprint: fields.fingerprint ?? '',
  forbiddenAccepted: fields.forbiddenAccepted === '1',
  windowFrom: readWindow(fields.window),
})

/** Accepts what was shown. Where that cannot be (any more), the page it came from says why. */
export async function acceptStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, actor } = here
  const accepted = await acceptProposal(app.shipping, actor, answerOf(here))
  switch (accepted.kind) {
    case 'accepted':
      await waitFor(here, accepted.messageId)
      return toShipment(here, accepted.shipment, 'accepted')
    case 'too_late':
      return toShipment(here, accepted.shipment, 'accepted')
    default:
      return notAnswered(here, accepted.kind)
  }
}

/** Rejects with a reason. */
export async function rejectStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, actor, fields, trackingCode } = here
  const reason = rejectReasons.find((one) => one === fields.reason && one !== 'counter_proposal')
  if (!reason) return here.again({ reason: 'یکی از دلیل‌ها را انتخاب کنید.' })
  const rejected = await rejectProposal(app.shipping, actor, trackingCode, reason)
  if (rejected.kind === 'not_found' || rejected.kind === 'not_allowed') {
    return toProblem(here, rejected.kind)
  }
  if (rejected.kind === 'unproved') return toProof(here, 'reject')
  if (rejected.kind === 'rejected') await waitFor(here, rejected.messageId)
  return toShipment(here, rejected.shipment, 'rejected')
}

/** Rejects, and goes on with a draft of this side's own that holds the same parcel. */
export async function proposeInsteadStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, seat, actor, base, trackingCode } = here
  const rejected = await proposeInstead(app.shipping, actor, trackingCode)
  if (rejected.kind === 'not_found' || rejected.kind === 'not_allowed') {
    return toProblem(here, rejected.kind)
  }
  if (rejected.kind === 'unproved') return toProof(here, 'accept')
  // A second tap finds what the first one did.
  const isOwn = rejected.shipment.reason === 'counter_proposal'
  if (rejected.kind === 'too_late' && !isOwn) return toShipment(here, rejected.shipment, 'proposed')
  const own = await readDraft(app.shipping, actor)
  const part = own
    ? nextPart(await app.shipping.offers.current(), seat.side, own.draft.choices, own.contact !== null)
    : 'what'
  redirect(partHref(base, part))
}
