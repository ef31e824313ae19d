import { beginConsent } from '#lib/web/consent.ts'
import { consentFor, seatPurpose } from '#lib/web/permission/consents.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ seat: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { seat } = await params
  return await asRoute('/s/[seat]/consent', () =>
    beginConsent(request, consentFor, async (query) => await seatPurpose(seat, query)),
  )
}

export const HEAD = GET
