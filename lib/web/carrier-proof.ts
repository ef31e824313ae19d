import 'server-only'
import { createHash } from 'node:crypto'
import { type ProofReceived, receiveProof, verifyCall } from '#lib/carrier/index.ts'
import type { Services } from '#lib/services.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { answer, answering, refuse } from './carrier-calls.ts'
import { type BodyFault, readForm } from './read-body.ts'

export const maxPictureBytes = 5 * 1024 * 1024
/** For the borders and headers of the parts. */
const maxFormBytes = maxPictureBytes + 64 * 1024

const digestHeader = 'x-picture-sha256'

type Found = { ok: true; bytes: Uint8Array } | BodyFault

/**
 * The carrier hands over a picture of a delivered parcel. What is signed is the SHA-256 of the picture, from a header: so
 * the signature is known to be right before a byte of the body is read. README.md, "The carrier's interface".
 */
export async function carrierProof(request: Request, trackingCode: string): Promise<Response> {
  return await answering(async (app) => {
    const digest = request.headers.get(digestHeader) ?? ''
    if (!/^[0-9a-f]{64}$/.test(digest)) {
      return await refuse(app, request, `${digestHeader} must be the SHA-256 of the picture in 64 digits from 0 to f`)
    }
    const call = verifyCall(app.settings.CARRIER_KEYS, request.headers, digest, app.realTime())
    if (!call.ok) return await refuse(app, request, call.reason)
    const form = await readForm(request, maxFormBytes)
    const picture = form.ok ? await pictureIn(form.form) : form
    if (!picture.ok) return answer(app, 'invalid', picture.status, { reason: picture.reason })
    if (createHash('sha256').update(picture.bytes).digest('hex') !== digest) {
      return await refuse(app, request, `the picture is not the one of ${digestHeader}`)
    }
    const code = parseTrackingCode(trackingCode)
    const received: ProofReceived = code
      ? await receiveProof(app.proofs, { callId: call.id, trackingCode: code, picture: picture.bytes })
      : { kind: 'not_found' }
    return answerTo(app, received, code ?? '')
  })
}

async function pictureIn(form: FormData): Promise<Found> {
  const entries = [...form]
  const [name, file] = entries[0] ?? []
  if (entries.length !== 1 || name !== 'picture' || !(file instanceof Blob)) {
    return { ok: false, status: 400, reason: 'the form must have one part, a file named picture' }
  }
  if (file.size > maxPictureBytes) {
    return { ok: false, status: 413, reason: `the picture is larger than ${maxPictureBytes} bytes` }
  }
  return { ok: true, bytes: new Uint8Array(await file.arrayBuffer()) }
}

const unfit = {
  not_a_picture: [415, 'the picture is neither a PNG nor a JPEG'],
  too_many_pixels: [400, 'the picture has more than 50 million pixels'],
  broken: [400, 'the picture is broken'],
} as const

function answerTo(app: Services, received: ProofReceived, trackingCode: string): Response {
  switch (received.kind) {
    case 'taken':
    case 'repeated': {
      const { kind, shipmentId } = received
      const outcome = kind === 'taken' ? 'proof_taken' : 'repeated'
      return answer(app, outcome, 200, { trackingCode, repeated: kind === 'repeated' }, { shipmentId })
    }
    case 'not_found':
      return answer(app, 'not_found', 404, { reason: 'no shipment has this tracking code' })
    case 'illegal': {
      const { state } = received
      return answer(app, 'illegal', 409, { reason: `a shipment that is ${state} has no proof of delivery`, state })
    }
    case 'erased':
      return answer(app, 'illegal', 409, { reason: 'the receiving side had its data erased' })
    case 'sent':
      return answer(app, 'illegal', 409, { reason: 'an earlier picture was sent already' })
    case 'busy': {
      const reason = 'an earlier picture is being sent at this moment; try again'
      return answer(app, 'busy', 503, { reason }, {}, { 'Retry-After': '60' })
    }
    case 'unfit': {
      const [status, reason] = unfit[received.reason]
      return answer(app, 'invalid', status, { reason })
    }
  }
}
