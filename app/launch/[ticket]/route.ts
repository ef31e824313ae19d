import { openTicket } from '#lib/web/launch.ts'

type Context = { params: Promise<{ ticket: string }> }

export const GET = async (request: Request, { params }: Context) => await openTicket(request, (await params).ticket)

export const HEAD = GET
