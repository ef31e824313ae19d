import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { looksOn } from '#lib/fa/access-texts.ts'
import { tooManyCharacters } from '#lib/fa/faults.ts'
import { problemFaults, threadFaults } from '#lib/fa/problem-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import {
  cancelReasons,
  cancelShipment,
  maxProblemLength,
  reportProblem,
  shipmentStates,
  step,
} from '#lib/shipping/index.ts'
import { writeBack } from '#lib/threads/index.ts'
import type { ShipmentActionHere } from '../seat/action.ts'
import { shipmentHref } from '../seat/visit.ts'
import { toProblem, toProof, toShipment } from './answer.ts'
import { waitFor } from './book.ts'

// What either side may do with a shipment that goes on.

const changed = 'وضعیت مرسوله همین حالا عوض شد و چیزی لغو نشد. ببینید لغو حالا چه معنایی دارد و دوباره تأیید کنید.'

/** Cancels, knowing what that means in the state that was shown. In another one that is shown first. */
export async function cancelStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, fields, seat, actor, base, trackingCode } = here
  const reason = cancelReasons.find((one) => one === fields.reason && one !== 'erased')
  const seenState = shipmentStates.find((one) => one === fields.seenState)
  if (!seenState) return here.refused('invalid_input')
  if (!reason) return here.again({ reason: 'یکی از دلیل‌ها را انتخاب کنید.' })
  const cancelled = await cancelShipment(app.shipping, actor, { trackingCode, reason, seenState })
  if (cancelled.kind === 'not_found' || cancelled.kind === 'not_allowed') {
    return toProblem(here, cancelled.kind)
  }
  if (cancelled.kind === 'unproved') return toProof(here, 'cancel')
  const { shipment } = cancelled
  if (cancelled.kind === 'cancelled') await waitFor(here, cancelled.messageId)
  const role = shipment.proposerSide === seat.side ? 'proposer' : 'other'
  if (cancelled.kind === 'changed' && step(shipment.state, 'cancel', role).ok) {
    revalidatePath(`${shipmentHref(base, shipment)}/cancel`)
    return here.again({}, changed)
  }
  return toShipment(here, shipment, 'cancelled')
}

/** Tells the courier business that something is wrong. */
export async function reportStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, actor, trackingCode } = here
  const reported = await reportProblem(app.shipping, actor, { trackingCode, text: here.fields.text ?? '' })
  return reported.kind === 'reported' ? toProblems(here) : notTaken(here, reported, problemFaults)
}

/** Writes on in the thread of a report. */
export async function writeOnStep(here: ShipmentActionHere, threadId: string): Promise<FormState> {
  const { app, actor, trackingCode } = here
  const written = await writeBack(app.threads, actor, { trackingCode, threadId, text: here.fields.text ?? '' })
  return written.kind === 'written' ? toProblems(here) : notTaken(here, written, threadFaults)
}

const toProblems = ({ base, trackingCode }: ShipmentActionHere): never =>
  redirect(`${shipmentHref(base, { trackingCode })}#problems`)

/** Why a text to the business was not taken; what was typed stays in the form. */
function notTaken<Kind extends string>(
  here: ShipmentActionHere,
  refused: { kind: 'not_found' | 'unproved' | 'empty' | 'no_words' | Kind } | { kind: 'too_long'; characters: number },
  faults: Record<'empty' | 'no_words' | Kind, string>,
): FormState {
  if ('characters' in refused) return here.again({ text: tooManyCharacters(refused.characters, maxProblemLength) })
  switch (refused.kind) {
    case 'not_found':
      return toProblem(here, 'not_found')
    // Somebody proved who they are under the open form.
    case 'unproved':
      return here.again({}, looksOn.sentence)
    case 'empty':
    case 'no_words':
      return here.again({ text: faults[refused.kind] })
    default:
      return here.again({}, faults[refused.kind as Kind])
  }
}
