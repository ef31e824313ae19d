import 'server-only'
import { revealProof } from '#lib/desk/index.ts'
import { services } from '#lib/services.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { isSameSite } from '#lib/web/guard.ts'
import { overLimit } from '#lib/web/rate-limit.ts'
import { faultRedirect, goTo } from '#lib/web/redirect.ts'
import { machineAnswer } from '#lib/web/route.ts'
import { staffHere } from './session.ts'

/** `POST /desk/shipments/{code}/proof`: the picture of the delivery; where it is not shown, back to the shipment, whose page says why. */
export async function proofPicture(request: Request, given: string): Promise<Response> {
  try {
    const app = await services()
    if (!isSameSite(request.headers, app.settings.APP_URL)) return machineAnswer(403, { reason: 'another site asks' })
    const here = await staffHere({ counts: true })
    if (!here) return goTo('/desk/sign-in')
    if ((await overLimit(app, 'deskActions', here.staff.staffId)) !== null) return goTo('/problem/too_many_requests')
    const code = parseTrackingCode(given)
    if (code === null) return goTo('/desk/queue')
    const shown = await revealProof(app.desk, here.staff, code)
    if (shown.kind === 'not_found') return goTo('/desk/queue')
    if (shown.kind !== 'revealed') return goTo(`/desk/shipments/${code}?picture=${shown.kind}`)
    return new Response(shown.bytes, {
      headers: {
        'Content-Type': shown.type,
        'Content-Disposition': 'inline; filename="proof"',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  } catch (error) {
    return await faultRedirect(error)
  }
}
