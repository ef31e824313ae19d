import { afterTicket } from '#lib/web/launch.ts'
import { asRoute } from '#lib/web/request.ts'
import { landing } from '#lib/web/seat/landing.ts'

export const GET = async (request: Request) => await asRoute('/launch/opened', () => afterTicket(request, landing))

export const HEAD = GET
