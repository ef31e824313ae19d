import { shipmentEvents } from '#lib/web/desk/live.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ code: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { code } = await params
  return await asRoute('/desk/shipments/[code]/events', async () => await shipmentEvents(request, code))
}
