import 'server-only'
import { resolveSession, takeSeat } from '#lib/access/index.ts'
import { eventStream, streamAnswer } from './event-stream.ts'
import { faultAnswer, machineAnswer } from './route.ts'
import { type Seated, seated } from './session.ts'
import { shipmentNews } from './shipment-news.ts'

/** The version of what an open page shows, and whether a message is on its way. It keeps nobody signed in. */
export async function liveState(seatId: string, trackingCode: string): Promise<Response> {
  try {
    const here = await seated(seatId, { counts: false })
    if (!here) return machineAnswer(401, { reason: 'session ended' })
    const news = await shipmentNews(here, trackingCode)
    if (!news) return machineAnswer(404, { reason: 'not found' })
    return machineAnswer(200, { version: news.version, isMoving: news.isMoving })
  } catch (error) {
    return await faultAnswer(error)
  }
}

/** Wakes an open page when what it shows has changed. It keeps nobody signed in either. */
export async function liveEvents(seatId: string, trackingCode: string, signal: AbortSignal): Promise<Response> {
  try {
    const here = await seated(seatId, { counts: false })
    if (!here) return machineAnswer(401, { reason: 'session ended' })
    const news = await shipmentNews(here, trackingCode)
    if (!news) return machineAnswer(404, { reason: 'not found' })
    return await watch(here, { shipmentId: news.shipmentId, trackingCode }, signal)
  } catch (error) {
    return await faultAnswer(error)
  }
}

type Which = { shipmentId: string; trackingCode: string }

async function watch(here: Seated, { shipmentId, trackingCode }: Which, signal: AbortSignal): Promise<Response> {
  const { app, session } = here
  let wake = () => {}
  const watched = await app.watchHub.watch({ id: shipmentId, sessionId: session.id }, () => wake())
  if (!watched.ok) return machineAnswer(429, { reason: 'too many open streams' }, { 'Retry-After': '15' })
  const stream = eventStream({
    version: async () => (await shipmentNews(here, trackingCode))?.version ?? null,
    mayStay: async () => await stillSeated(here),
    onEnd: watched.unwatch,
    signal,
    stopping: app.stopping,
  })
  wake = stream.wake
  return streamAnswer(stream.body)
}

async function stillSeated({ app, seat, sid }: Seated): Promise<boolean> {
  const session = await resolveSession(app.access, sid, { counts: false })
  return session !== null && (await takeSeat(app.access, { session, seatId: seat.id, joinSecret: null })) !== null
}
