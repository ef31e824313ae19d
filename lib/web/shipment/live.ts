import 'server-only'
import { answerLive, watchPage } from '#lib/web/live-page.ts'
import { machineAnswer } from '#lib/web/route.ts'
import { type SeatContext, seated } from '../seat/seated.ts'
import { type News, shipmentNews } from './news.ts'

const answerNews = async (
  seatId: string,
  trackingCode: string,
  answer: (here: SeatContext, news: News) => Response | Promise<Response>,
) =>
  await answerLive(
    async () => await seated(seatId, { counts: false }),
    async (here) => {
      const news = await shipmentNews(here, trackingCode)
      return news ? await answer(here, news) : machineAnswer(404, { reason: 'not found' })
    },
  )

/** The version of what an open page shows, and whether a message is on its way. It keeps nobody signed in. */
export const liveState = async (seatId: string, trackingCode: string): Promise<Response> =>
  await answerNews(seatId, trackingCode, (_, { version, isMoving }) => machineAnswer(200, { version, isMoving }))

/** Wakes an open page when what it shows has changed. It keeps nobody signed in either. */
export const liveEvents = async (seatId: string, trackingCode: string, signal: AbortSignal): Promise<Response> =>
  await answerNews(seatId, trackingCode, async (here, { shipmentId }) => {
    return await watchPage(here, {
      hub: here.app.watchHub,
      id: shipmentId,
      version: async () => (await shipmentNews(here, trackingCode))?.version ?? null,
      mayStay: async () => await here.app.stillSeated({ sid: here.sid, seatId: here.seat.id }),
      signal,
    })
  })
