import 'server-only'
import { createHash } from 'node:crypto'
import { aboutCall, type ProofReceived, receiveProof, type UnfitPicture, verifyCall } from '#lib/carrier/index.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import type { FormPart } from '#lib/web/multipart.ts'
import { type BodyFault, readForm } from '#lib/web/read-body.ts'
import { answer, answering, type CallAnswer, invalid, noteUnbound, onceAnswered, refuse } from './answer.ts'
import { unknownCode } from './calls.ts'

export const maxPictureBytes = 5 * 1024 * 1024
/** For the borders and headers of the parts. */
const maxFormBytes = maxPictureBytes + 64 * 1024

const digestHeader = 'x-picture-sha256'

type Found = { ok: true; bytes: Uint8Array } | BodyFault

/**
 * The carrier hands over a picture of a delivered parcel. What is signed is the tracking code and the SHA-256 of the
 * picture, from a header: so the signature is known to be right before a byte of the body is read. lib/carrier/README.md, "Proof
 * of delivery".
 */
export async function carrierProof(request: Request, addressed: string): Promise<Response> {
  return await answering(async (app) => {
    const digest = request.headers.get(digestHeader) ?? ''
    if (!/^[0-9a-f]{64}$/i.test(digest)) {
      return await refuse(app, request, `${digestHeader} must be the SHA-256 of the picture in 64 digits from 0 to f`)
    }
    const code = parseTrackingCode(addressed)
    const verify = (signed: string) => verifyCall(app.settings.CARRIER_KEYS, request.headers, signed, app.realTime())
    const bound = [code ?? addressed, addressed].map((each) => verify(`${each}.${digest}`)).find(({ ok }) => ok)
    const signed = bound ?? verify(digest)
    if (!signed.ok) return await refuse(app, request, signed.reason)
    const about = aboutCall('proof', code ?? addressed, digest.toLowerCase())
    const given = await onceAnswered(app, { ...signed, about }, async () => {
      const form = await readForm(request, maxFormBytes)
      const picture = form.ok ? pictureIn(form.parts) : form
      if (!picture.ok) return { ...invalid(picture.status, picture.reason), isOpen: true }
      if (createHash('sha256').update(picture.bytes).digest('hex') !== digest.toLowerCase()) return wrongPicture
      if (!code) return unknownCode
      const call = { callId: signed.id, trackingCode: code, picture: picture.bytes, staff: null }
      return answerTo(await receiveProof(app.proofs, call), code)
    })
    return answer(app, bound ? given : noteUnbound(app, 'proof', given))
  })
}

const wrongPicture: CallAnswer = {
  outcome: 'refused',
  status: 401,
  body: { reason: `the picture is not the one of ${digestHeader}` },
  isOpen: true,
}

function pictureIn(parts: FormPart[]): Found {
  const [picture, ...others] = parts.filter(({ name }) => name === 'picture')
  if (!picture || others.length > 0)
    return { ok: false, status: 400, reason: 'the form must have one file named picture' }
  if (picture.bytes.length > maxPictureBytes) {
    return { ok: false, status: 413, reason: `the picture is larger than ${maxPictureBytes} bytes` }
  }
  return { ok: true, bytes: picture.bytes }
}

const unfit: Record<UnfitPicture, [status: number, reason: string]> = {
  not_a_picture: [415, 'the picture is neither a PNG nor a JPEG'],
  unusual: [415, 'the picture is a JPEG that is neither baseline nor progressive in 8 bits'],
  too_many_pixels: [
    400,
    'the picture has more than 50 million pixels, or 25 million if it is progressive, interlaced or of 16 bits',
  ],
  too_long: [400, 'a side of the picture is longer than 12,000 pixels'],
  too_slender: [400, 'the picture is more than 20 times as long as wide'],
  too_many_scans: [400, 'the picture is a JPEG in more than 24 scans'],
  large_profile: [400, "the picture's colour profile is larger than 1 MB"],
  broken: [400, 'the picture is broken'],
}

const busy = (reason: string, seconds: number): CallAnswer => ({
  outcome: 'busy',
  status: 503,
  body: { reason },
  headers: { 'Retry-After': String(seconds) },
})

function answerTo(received: ProofReceived, trackingCode: string): CallAnswer {
  switch (received.kind) {
    case 'taken':
    case 'repeated': {
      const { kind, shipmentId } = received
      const outcome = kind === 'taken' ? 'proof_taken' : 'repeated'
      return { outcome, status: 200, body: { trackingCode, repeated: kind === 'repeated' }, said: { shipmentId } }
    }
    case 'not_found':
      return unknownCode
    case 'illegal': {
      const { state } = received
      const reason = `a shipment that is ${state} has no proof of delivery`
      return { outcome: 'illegal', status: 409, body: { reason, state } }
    }
    case 'erased':
      return { outcome: 'illegal', status: 409, body: { reason: 'the receiving side had its data erased' } }
    case 'sent':
      return { outcome: 'illegal', status: 409, body: { reason: 'an earlier picture was sent already' } }
    case 'busy':
      return busy('an earlier picture is being sent at this moment; try again', 60)
    case 'too_slow':
      return busy('the picture took more than 10 seconds to decode; try again', 60)
    case 'too_many_waiting':
      return busy('many pictures are being handled at this moment; try again', 10)
    case 'unfit':
      return invalid(...unfit[received.reason])
  }
}
