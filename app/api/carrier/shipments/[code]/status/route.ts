import { carrierStatus } from '#lib/web/carrier/calls.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ code: string }> }

export const POST = async (request: Request, { params }: Context) => {
  const { code } = await params
  return await asRoute('/api/carrier/shipments/[code]/status', () => carrierStatus(request, code))
}
