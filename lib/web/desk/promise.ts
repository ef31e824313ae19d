import 'server-only'
import { parseStatusCall } from '#lib/carrier/index.ts'
import type { DeskAct } from '#lib/desk/index.ts'
import { delayReasonLabels } from '#lib/fa/carrier-reasons.ts'
import { deskFormTexts } from '#lib/fa/desk-texts.ts'
import { instantOfJalali } from '#lib/kernel/tehran.ts'
import { plainLine, typedDay, typedTime } from '#lib/kernel/typed.ts'
import type { DelayReason } from '#lib/shipping/index.ts'

type Fields = Record<string, string>
type Faults = Record<string, string>

/**
 * What a form says of the promise: `eta_day` and `eta_time`, `window_day`, `window_from` and `window_to`, `delay`. The same
 * times are taken as of the carrier's system.
 */
export function readPromise(fields: Fields, now: Date): DeskAct | { fault: Faults } {
  const eta = momentIn(fields, 'eta_day', 'eta_time')
  const from = momentIn(fields, 'window_day', 'window_from')
  const to = momentIn(fields, 'window_day', 'window_to', 'window_from')
  const reason = (Object.keys(delayReasonLabels) as DelayReason[]).find((one) => one === fields.delay) ?? null
  const faults: Faults = {
    ...(eta === 'half' && { eta_time: deskFormTexts.wholeTime }),
    ...(from === 'half' && { window_from: deskFormTexts.wholeTime }),
    ...(to === 'half' && { window_to: deskFormTexts.wholeTime }),
    ...(reason === null && { delay: deskFormTexts.noReason }),
  }
  if (eta === null && from === null && to === null) faults.eta_time = deskFormTexts.noPromise
  if (Object.keys(faults).length > 0) return { fault: faults }
  const [given, window] = [written(eta), from === null ? undefined : { from: written(from), to: written(to) }]
  const read = parseStatusCall({ eta: given, window, reason }, now)
  const call = read.ok ? read.call : { eta: null, window: null }
  const refused: Faults = {
    ...(eta !== null && call.eta === null && { eta_time: deskFormTexts.pastTime }),
    ...(from !== null && call.window === null && { window_to: deskFormTexts.wrongWindow }),
  }
  if (Object.keys(refused).length > 0) return { fault: refused }
  return { kind: 'promise', eta: call.eta, window: call.window, reason }
}

/** `half`: one of the two is missing or no time. Null: nothing was said; a day alone says nothing without `others`. */
function momentIn(fields: Fields, dayField: string, ...timeFields: string[]): Date | 'half' | null {
  const day = plainLine(fields[dayField] ?? '')
  const times = timeFields.map((field) => plainLine(fields[field] ?? ''))
  if (day === '' && times.every((time) => time === '')) return null
  return instantOfJalali(`${typedDay(day)} ${typedTime(times[0] ?? '')}`) ?? 'half'
}

const written = (moment: Date | 'half' | null) => (moment instanceof Date ? moment.toISOString() : undefined)
