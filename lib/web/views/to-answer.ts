import 'server-only'
import { redirect } from 'next/navigation'
import { cancelReasonLabels, rejectReasonLabels } from '#lib/fa/labels.ts'
import { problemLead, sendText } from '#lib/fa/problem-texts.ts'
import { cancelMeaning } from '#lib/fa/shipment-texts.ts'
import { nameOf } from '#lib/services/business.ts'
import {
  type Actor,
  cancelReasons,
  maxProblemLength,
  parseTrackingCode,
  rejectReasons,
  type Shipment,
  senderFor,
  step,
  viewShipment,
} from '#lib/shipping/index.ts'
import { type DraftVisit, type SeatVisit, shipmentHref } from '../seat/visit.ts'
import { proveHref, type Wanted } from '../seat/wanted.ts'
import { acceptanceStepAt, filledForm } from './display.ts'
import { addressView } from './forms.ts'
import { placeOf } from './shipment-parts.ts'

type NotHere = { kind: 'not_found' } | { kind: 'wrong_side'; code: string }

/** A proposal that this side may answer. One that was answered already leads to the shipment, which says so. */
export async function proposalToAnswer(
  { app, actor, base, mayAct }: SeatVisit,
  code: string,
  wanted: Wanted,
): Promise<NotHere | { kind: 'ready'; shipment: Shipment }> {
  const view = await viewOf({ app, actor }, code)
  if (!view) return { kind: 'not_found' }
  const { shipment, role } = view
  if (role === 'proposer') return { kind: 'wrong_side', code: shipment.trackingCode }
  if (shipment.state !== 'proposed') redirect(`${shipmentHref(base, shipment)}?late=1`)
  if (!(await mayAct(shipment.id))) redirect(proveHref(base, wanted, shipment))
  return { kind: 'ready', shipment }
}

export async function ownAddressView(here: DraftVisit, code: string) {
  const found = await proposalToAnswer(here, code, 'address')
  if (found.kind !== 'ready') return found
  const { trackingCode } = found.shipment
  const backHref = shipmentHref(here.base, found.shipment)
  const known = placeOf(here.seat.side, found.shipment)
  const screen = { ...(await addressView(here, known)), step: acceptanceStepAt(1), backHref }
  return { kind: 'ready' as const, code: trackingCode, screen }
}

export async function rejectView(here: SeatVisit, code: string) {
  const found = await proposalToAnswer(here, code, 'reject')
  if (found.kind !== 'ready') return found
  const { shipment } = found
  return {
    kind: 'ready' as const,
    code: shipment.trackingCode,
    screen: {
      backHref: shipmentHref(here.base, shipment),
      initial: filledForm({}),
      told: shipment.announced && (await hasSpeaker(here, shipment)),
      reasons: rejectReasons
        .filter((reason) => reason !== 'counter_proposal')
        .map((value) => ({ value, label: rejectReasonLabels[value] })),
    },
  }
}

/** Whether somebody's permission lets the next message out. */
async function hasSpeaker({ app, actor }: { app: SeatVisit['app']; actor: Actor }, shipment: Shipment) {
  return (await senderFor(app.shipping, shipment, actor))(shipment).grantId !== null
}

/** What cancelling means now. Where nobody can cancel any more, on to the shipment, which says how it stands. */
export async function cancelView(here: SeatVisit, code: string) {
  const view = await viewOf(here, code)
  if (!view) return { kind: 'not_found' as const }
  const { shipment, role } = view
  const { state } = shipment
  const href = shipmentHref(here.base, shipment)
  const allowed = step(state, 'cancel', role)
  if (!allowed.ok && allowed.reason === 'not_allowed')
    return { kind: 'wrong_side' as const, code: shipment.trackingCode }
  if (!allowed.ok) redirect(href)
  if (!(await here.mayAct(shipment.id))) redirect(proveHref(here.base, 'cancel', shipment))
  const heard = state !== 'proposed' || shipment.announced
  return {
    kind: 'ready' as const,
    code: shipment.trackingCode,
    screen: {
      backHref: href,
      initial: filledForm({}),
      hidden: { seenState: state },
      meaning: cancelMeaning(state),
      onTheWay: state === 'assigned',
      problemHref: state === 'proposed' ? null : `${href}/problem`,
      told: heard && (await hasSpeaker(here, shipment)),
      reasons: cancelReasons
        .filter((reason) => reason !== 'erased')
        // Before anybody accepted there is no courier to be late.
        .filter((reason) => reason !== 'too_slow' || state !== 'proposed')
        .map((value) => ({ value, label: cancelReasonLabels[value] })),
    },
  }
}

/** A report goes to the carrier: before an acceptance there is nobody. */
export async function problemView(here: SeatVisit, code: string) {
  const view = await viewOf(here, code)
  if (!view) return { kind: 'not_found' as const }
  const href = shipmentHref(here.base, view.shipment)
  if (!view.steps.some(({ event }) => event === 'accept')) redirect(href)
  if (!(await here.mayAct(view.shipment.id))) redirect(proveHref(here.base, 'problem', view.shipment))
  const version = await here.app.business.current()
  const name = nameOf(version)
  const lead = problemLead({ name, phone: name === null ? null : version.business.phone })
  const screen = { lead, backHref: href, initial: filledForm({}), longest: maxProblemLength, submit: sendText(name) }
  return { kind: 'ready' as const, code: view.shipment.trackingCode, screen }
}

async function viewOf({ app, actor }: Pick<SeatVisit, 'app' | 'actor'>, code: string) {
  const trackingCode = parseTrackingCode(code)
  return trackingCode ? await viewShipment(app.shipping, actor, trackingCode) : null
}
