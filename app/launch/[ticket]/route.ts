import { openTicket } from '#lib/web/launch.ts'
import { asRoute } from '#lib/web/request.ts'
import { landing } from '#lib/web/seat/landing.ts'

type Context = { params: Promise<{ ticket: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { ticket } = await params
  return await asRoute('/launch/[ticket]', () => openTicket(request, ticket, landing))
}

export const HEAD = GET
