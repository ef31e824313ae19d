import { queueEvents } from '#lib/web/desk/live.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) =>
  await asRoute('/desk/queue/events', async () => await queueEvents(request))
