import { queueState } from '#lib/web/desk/live.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/desk/queue/state', async () => await queueState(request))
