import { openTicket } from '#lib/web/launch.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ ticket: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { ticket } = await params
  return await asRoute('/launch/[ticket]', () => openTicket(request, ticket))
}

export const HEAD = GET
