import 'server-only'
import { redirect } from 'next/navigation'
import {
  actOnMany,
  actOnShipment,
  answerFromDesk,
  type DeskAct,
  type DeskActedOfMany,
  reveal,
  writeNote,
} from '#lib/desk/index.ts'
import { failureReasonLabels, giveUpReasonLabels } from '#lib/fa/carrier-reasons.ts'
import { actedText, answerTexts, deskFormTexts, notRevealedTexts, overrideReasonLabels } from '#lib/fa/desk-texts.ts'
import { deskProblems } from '#lib/fa/staff-texts.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { type DeskActionHere, shownOnce } from './action.ts'
import { printStep } from './paper.ts'
import { readPromise } from './promise.ts'

const keyIn = <Key extends string>(labels: Record<Key, string>, text: string | undefined): Key | null =>
  (Object.keys(labels) as Key[]).find((key) => key === text) ?? null

/** One step on one shipment, by the button that was pressed. */
export async function shipmentStep(here: DeskActionHere): Promise<FormState> {
  const { app, staff, fields, again } = here
  if (fields.do === 'print') return await printStep(here)
  const trackingCode = parseTrackingCode(fields.shipment ?? '')
  if (trackingCode === null) return again({}, deskProblems.unknown)
  if (fields.do === 'reveal') return await revealStep(here, trackingCode)
  if (fields.do === 'note') return await noteStep(here, trackingCode)
  const act = fields.do === 'promise' ? readPromise(fields, app.clock()) : readAct(fields)
  if (act === null) return again({}, deskProblems.unknown)
  if ('fault' in act) return again(act.fault)
  const acted = await actOnShipment(app.desk, staff, { trackingCode, tapId: fields.tap ?? '', act })
  // The page itself shows what came of it.
  if (acted.kind === 'done') redirect(`/desk/shipments/${trackingCode}`)
  return isDone(acted) ? shownOnce({ done: actedText(acted) }) : again({}, actedText(acted))
}

const isDone = ({ kind }: DeskActedOfMany) => kind === 'done' || kind === 'repeated'

function readAct(fields: Record<string, string>): DeskAct | { fault: Record<string, string> } | null {
  switch (fields.do) {
    case 'picked_up':
    case 'delivered':
    case 'returned': {
      const codeOverride = keyIn(overrideReasonLabels, fields.override)
      return { kind: 'move', status: fields.do, code: fields.handover ?? null, codeOverride }
    }
    case 'fail': {
      const reason = keyIn(failureReasonLabels, fields.failure)
      return reason ? { kind: 'fail', reason } : { fault: { failure: deskFormTexts.noReason } }
    }
    case 'cancel': {
      const reason = keyIn(giveUpReasonLabels, fields.giving_up)
      return reason ? { kind: 'cancel', reason } : { fault: { giving_up: deskFormTexts.noReason } }
    }
    case 'assign':
      return fields.courier
        ? { kind: 'assign', courierId: fields.courier }
        : { fault: { courier: deskFormTexts.noCourier } }
    default:
      return null
  }
}

/** The whole of one end, in this answer alone: the page that is loaded again has it masked. */
async function revealStep({ app, staff, fields, again }: DeskActionHere, trackingCode: string): Promise<FormState> {
  const end = (['pickup', 'dropoff'] as const).find((one) => one === fields.end)
  if (!end) return again({}, deskProblems.unknown)
  const shown = await reveal(app.desk, staff, { trackingCode, end })
  if (shown.kind !== 'revealed') return again({}, notRevealedTexts[shown.kind])
  const { contact } = shown
  const postalCode = contact.postalCode && `کد پستی ${toPersianDigits(contact.postalCode)}`
  const lines = [contact.name, toPersianDigits(contact.mobile), contact.line, postalCode]
  return shownOnce({ contact: lines.filter(Boolean).join('\n') })
}

/** What is done with the chosen rows of the queue, by the button that was pressed. */
export const chosenStep = async (here: DeskActionHere): Promise<FormState> =>
  here.fields.do === 'print' ? await printStep(here) : await assignMany(here)

/** A word for the staff alone. */
async function noteStep({ app, staff, fields, again }: DeskActionHere, trackingCode: string): Promise<FormState> {
  const noted = await writeNote(app.desk, staff, { trackingCode, tapId: fields.tap ?? '', text: fields.note ?? '' })
  if (noted.kind === 'noted') redirect(`/desk/shipments/${trackingCode}`)
  if (noted.kind === 'unfit') return again({ note: deskFormTexts.noteUnfit })
  return again({}, actedText(noted))
}

/** Gives many shipments to one courier, and says of each that could not be given why. */
async function assignMany({ app, staff, fields, all, again }: DeskActionHere): Promise<FormState> {
  const trackingCodes = all('chosen')
  const courierId = fields.courier ?? ''
  if (courierId === '') return again({ courier: deskFormTexts.noCourier })
  if (trackingCodes.length === 0) return again({}, deskFormTexts.noneChosen)
  const act = { kind: 'assign', courierId } as const
  const acted = await actOnMany(app.desk, staff, { trackingCodes, tapId: fields.tap ?? '', act })
  if (acted.kind === 'too_many') return again({}, deskFormTexts.tooMany)
  for (const { result } of acted.results) {
    if (result.kind === 'failed') {
      app.log.error({ event: 'desk_bulk_failed', err: result.error }, 'a step of many was not taken')
    }
  }
  const failed = acted.results.filter(({ result }) => !isDone(result))
  const done = `${toPersianDigits(acted.results.length - failed.length)} مرسوله سپرده شد.`
  if (failed.length === 0) return shownOnce({ done })
  const why = failed.map(({ trackingCode, result }) => `${formatTrackingCode(trackingCode)}: ${actedText(result)}`)
  return again({}, [done, ...why].join('\n'))
}

/** Where the thread was answered: on the page of its shipment, or among all. */
function backFromAnswer(shipment: string | undefined): string {
  const trackingCode = parseTrackingCode(shipment ?? '')
  return trackingCode === null ? '/desk/threads' : `/desk/shipments/${trackingCode}`
}

/** The business's words in a thread. */
export async function answerStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const { thread = '', tap = '' } = fields
  const [words, closing] = [`text-${thread}`, `closes-${thread}`]
  const input = { threadId: thread, tapId: tap, text: fields[words] ?? '', closes: fields[closing] === '1' }
  const answered = await answerFromDesk(app.desk, staff, input)
  switch (answered.kind) {
    case 'answered':
      return redirect(backFromAnswer(fields.shipment))
    case 'unfit':
      return again({ [words]: answerTexts.unfit })
    case 'closed':
    case 'not_found':
      return again({}, answerTexts[answered.kind])
    case 'not_allowed':
      return again({}, deskProblems.not_allowed)
    default:
      return again({}, answerTexts.other)
  }
}
