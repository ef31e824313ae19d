import { beginConsent } from '#lib/web/consent.ts'

type Context = { params: Promise<{ seat: string }> }

export const GET = async (request: Request, { params }: Context) => await beginConsent(request, (await params).seat)

export const HEAD = GET
