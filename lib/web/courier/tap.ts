import 'server-only'
import { redirect } from 'next/navigation'
import { type Deed, deeds, isTapId, takeTap } from '#lib/courier/index.ts'
import { failureReasonLabels } from '#lib/fa/carrier-reasons.ts'
import { tapRefusal, tapTexts } from '#lib/fa/stop-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { type FailureReason, parseTrackingCode, readHandoverCode } from '#lib/shipping/index.ts'
import type { DeskActionHere } from '../desk/action.ts'

/** What is said of a stop, from a form or out of a phone's queue; null: it makes no sense. */
export function readTap(said: {
  id: string
  shipment: string
  deed: string
  code: string
  reason: string
  ago: number
}) {
  const trackingCode = parseTrackingCode(said.shipment)
  const deed: Deed | undefined = deeds.find((one) => one === said.deed)
  if (trackingCode === null || deed === undefined || !isTapId(said.id)) return null
  const reasons = Object.keys(failureReasonLabels) as FailureReason[]
  return {
    tapId: said.id,
    trackingCode,
    deed,
    code: readHandoverCode(said.code),
    reason: reasons.find((one) => one === said.reason) ?? null,
    agoSeconds: Number.isFinite(said.ago) ? said.ago : 0,
  }
}

/** One step at one stop, by a form as a browser without scripts posts it. */
export async function tapStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const { stop = '', tap: id = '', shipment = '', do: deed = '' } = fields
  const [codeField, reasonField] = [`code-${stop}`, `reason-${stop}`]
  const code = fields[codeField] ?? ''
  const tap = readTap({ id, shipment, deed, code, reason: fields[reasonField] ?? '', ago: 0 })
  if (tap === null) return again({}, tapTexts.unknown)
  const tapped = await takeTap(app.courier, staff, tap)
  if (tapped.kind === 'done') redirect('/courier')
  const sentence = tapRefusal(tapped) ?? ''
  if (tapped.kind === 'no_reason') return again({ [reasonField]: sentence })
  return tapped.kind === 'code_refused' ? again({ [codeField]: sentence }) : again({}, sentence)
}
