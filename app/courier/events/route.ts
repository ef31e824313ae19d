import { stopsEvents } from '#lib/web/courier/live.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/courier/events', async () => await stopsEvents(request))
