import 'server-only'
import { matchesOneKey } from '#lib/kernel/ids.ts'
import { services } from '#lib/services.ts'
import { faultAnswer, machineAnswer, refuseKey } from './route.ts'

/** `GET /api/metrics`: this process's measures, and what waits in the database, for anyone who has METRICS_TOKEN. */
export async function metrics(request: Request): Promise<Response> {
  try {
    const app = await services()
    const { METRICS_TOKEN } = app.settings
    if (METRICS_TOKEN === undefined) return machineAnswer(404, { reason: 'not found' })
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
    if (!matchesOneKey(bearer, [METRICS_TOKEN]))
      return await refuseKey(app, request, 'the bearer token is not METRICS_TOKEN')
    // The rest is worth most where the database is in trouble.
    const readings = await app.readings().catch((err: unknown) => {
      app.log.warn({ event: 'backlog_unknown', err }, 'the database does not say what waits')
      return {}
    })
    const text = await app.measures.text({ ...app.ownReadings(), ...readings })
    return new Response(text, { headers: { 'Content-Type': app.measures.contentType, 'Cache-Control': 'no-store' } })
  } catch (error) {
    return await faultAnswer(error)
  }
}
