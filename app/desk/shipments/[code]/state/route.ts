import { shipmentState } from '#lib/web/desk/live.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ code: string }> }

export const GET = async (_: Request, { params }: Context) => {
  const { code } = await params
  return await asRoute('/desk/shipments/[code]/state', async () => await shipmentState(code))
}
