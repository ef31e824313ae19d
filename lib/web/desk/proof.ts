import 'server-only'
import { revealProof } from '#lib/desk/index.ts'
import { services } from '#lib/services.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { isSameSite } from '../guard.ts'
import { overLimit } from '../rate-limit.ts'
import { faultAnswer, machineAnswer } from '../route.ts'
import { staffHere } from './session.ts'

const back = (to: string) => new Response(null, { status: 303, headers: { Location: to, 'Cache-Control': 'no-store' } })

/** `POST /desk/shipments/{code}/proof`: the picture of the delivery; where there is none any more, back to the shipment. */
export async function proofPicture(request: Request, given: string): Promise<Response> {
  try {
    const app = await services()
    if (!isSameSite(request.headers, app.settings.APP_URL)) return machineAnswer(403, { reason: 'another site asks' })
    const here = await staffHere({ counts: true })
    if (!here) return back('/desk/sign-in')
    if ((await overLimit(app, 'deskActions', here.staff.staffId)) !== null) {
      return machineAnswer(429, { reason: 'too many requests' }, { 'Retry-After': '60' })
    }
    const code = parseTrackingCode(given)
    const shown = code === null ? null : await revealProof(app.desk, here.staff, code)
    if (shown?.kind === 'not_allowed') return machineAnswer(403, { reason: 'this role sees no picture' })
    if (shown?.kind !== 'revealed') return back(code === null ? '/desk/queue' : `/desk/shipments/${code}`)
    return new Response(shown.bytes, {
      headers: {
        'Content-Type': shown.type,
        'Content-Disposition': 'inline; filename="proof"',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  } catch (error) {
    return await faultAnswer(error)
  }
}
