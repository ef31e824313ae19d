import { todayEvents } from '#lib/web/desk/today.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/desk/events', async () => await todayEvents(request))
