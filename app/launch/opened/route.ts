import { afterTicket } from '#lib/web/launch.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/launch/opened', () => afterTicket(request))

export const HEAD = GET
