import { beginConsent } from '#lib/web/consent.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ seat: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { seat } = await params
  return await asRoute('/s/[seat]/consent', () => beginConsent(request, seat))
}

export const HEAD = GET
