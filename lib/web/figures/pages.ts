import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { countPage, parsePageFigures } from '#lib/figures/index.ts'
import { services } from '#lib/services.ts'
import { isSameSite } from '#lib/web/guard.ts'
import { overLimit } from '#lib/web/rate-limit.ts'
import { readJson } from '#lib/web/read-body.ts'
import { faultAnswer, machineAnswer } from '#lib/web/route.ts'

/** Four numbers and the pattern of a page. */
const maxFiguresBytes = 1024

/** What the script of a measured page is let run with; null: the business does not measure, or nobody knows. */
export async function figuresNonce(): Promise<string | null> {
  return (await measuresPages()) ? (await headers()).get('x-nonce') : null
}

/** Without settings or a database there are other pages to draw. */
async function measuresPages(): Promise<boolean> {
  try {
    const { business } = await services()
    return (await business.shown()).business.measurePages
  } catch {
    return false
  }
}

/**
 * `POST /api/figures`: what a browser measured of a page. It is anybody's word: no cookie is looked at and nothing of who says it
 * is kept, so that the limit is one of all browsers together.
 */
export async function takeFigures(request: Request): Promise<Response> {
  try {
    const app = await services()
    const { business } = await app.business.shown()
    if (!business.measurePages) return machineAnswer(404, { reason: 'pages are not measured' })
    if (!isSameSite(request.headers, app.settings.APP_URL)) {
      return machineAnswer(403, { reason: 'only pages of this site say how fast they were' })
    }
    const body = await readJson(request, maxFiguresBytes)
    if (!body.ok) return machineAnswer(body.status, { reason: body.reason })
    const figures = parsePageFigures(body.json)
    if (figures === null) return machineAnswer(400, { reason: 'these are no figures of a page' })
    const wait = await overLimit(app, 'pageFigures', 'all')
    if (wait !== null) return machineAnswer(429, { reason: 'enough for now' }, { 'Retry-After': String(wait) })
    await countPage(app.figures, figures)
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    unstable_rethrow(error)
    return await faultAnswer(error)
  }
}
