import { answerPrices } from '#lib/web/booking/prices.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ seat: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { seat } = await params
  return await asRoute('/s/[seat]/prices', () => answerPrices(request, seat))
}
