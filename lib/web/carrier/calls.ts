import 'server-only'
import { aboutCall, parseStatusCall, type StatusCall, shipmentOnWire, verifyCall } from '#lib/carrier/index.ts'
import type { Services } from '#lib/services.ts'
import {
  type CodeFault,
  carrierStates,
  moveByCarrier,
  parseTrackingCode,
  shipmentsOfCarrier,
} from '#lib/shipping/index.ts'
import { jsonTypeFault, parseJson, readText } from '#lib/web/read-body.ts'
import { answer, answering, answerList, type CallAnswer, invalid, noteUnbound, onceAnswered, refuse } from './answer.ts'

/** The carrier says where a shipment is. lib/carrier/README.md, "Status". */
export async function carrierStatus(request: Request, addressed: string): Promise<Response> {
  return await answering(async (app) => {
    const body = await readText(request)
    if (!body.ok) return answer(app, invalid(body.status, body.reason))
    const signed = verifyCall(app.settings.CARRIER_KEYS, request.headers, body.text, app.realTime())
    if (!signed.ok) return await refuse(app, request, signed.reason)
    const json = parseJson(body.text)
    const parsed = json.ok ? parseStatusCall(json.json, app.clock()) : json
    // Nothing that was signed can ever move a shipment: no id is bound by it.
    if (!parsed.ok) return answer(app, invalid(400, parsed.reason))
    const code = parseTrackingCode(addressed)
    const { status, trackingCode } = parsed.call
    if (trackingCode !== null && trackingCode !== addressed && (!code || parseTrackingCode(trackingCode) !== code)) {
      return answer(app, invalid(400, 'trackingCode in the body is not the tracking code of the address'))
    }
    // No status is called so: an id that moved a promise is good for no step.
    const about = aboutCall('status', code ?? addressed, status ?? 'promise')
    const given = await onceAnswered(app, { ...signed, about }, async () => {
      const fault = jsonTypeFault(request.headers)
      return fault ? invalid(fault.status, fault.reason) : await moved(app, signed.id, code, parsed.call)
    })
    return answer(app, trackingCode === null ? noteUnbound(app, 'status', given) : given)
  })
}

const codeReasons: Record<CodeFault, string> = {
  wrong: 'the handover code is wrong',
  missing: 'this business demands the handover code: send it as code, or codeOverride',
  locked: 'too many wrong handover codes: send codeOverride with a reason',
}

async function moved(
  app: Services,
  callId: string,
  code: string | null,
  { status, ignored, trackingCode: _, ...told }: StatusCall,
): Promise<CallAnswer> {
  const call = { ...told, callId, status }
  const outcome = code && (await moveByCarrier(app.shipping, { ...call, trackingCode: code }))
  if (!outcome || outcome.kind === 'not_found') return { ...unknownCode, said: { status } }
  const { id: shipmentId, state, trackingCode } = outcome.shipment
  const said = { status, shipmentId }
  if (outcome.kind === 'illegal') {
    const reason = status
      ? `a shipment that is ${state} cannot become ${status}`
      : `nothing is promised for a shipment that is ${state}`
    return { outcome: 'illegal', status: 409, body: { reason, state }, said }
  }
  if (outcome.kind === 'code_refused') {
    const { fault } = outcome
    return {
      outcome: 'code_refused',
      status: 409,
      body: { reason: codeReasons[fault], state, handoverCode: fault },
      said,
    }
  }
  const body = { trackingCode, state, repeated: outcome.kind === 'repeated' }
  return { outcome: outcome.kind, status: 200, body: ignored.length > 0 ? { ...body, ignored } : body, said }
}

export const unknownCode: CallAnswer = {
  outcome: 'not_found',
  status: 404,
  body: { reason: 'no shipment has this tracking code' },
}

/** The carrier asks for what is open: what it missed, it finds here. */
export const carrierShipments = async (request: Request): Promise<Response> => await answerList(request, 'list', listed)

async function listed(app: Services, query: URLSearchParams): Promise<CallAnswer> {
  const asked = query.getAll('state')
  const states = carrierStates.filter((state) => asked.includes(state))
  if (states.length < new Set(asked).size) return invalid(400, `state must be one of ${carrierStates.join(', ')}`)
  const given = query.get('after')
  const after = given === null ? null : parseTrackingCode(given)
  if (given !== null && after === null) return invalid(400, 'after must be a tracking code')
  const { views, next } = await shipmentsOfCarrier(app.shipping, { states: asked.length > 0 ? states : null, after })
  const body = { shipments: views.map(shipmentOnWire), next }
  return { outcome: 'listed', status: 200, body, said: { shipments: views.length } }
}
