import { asRoute } from '#lib/web/request.ts'
import { liveState } from '#lib/web/shipment/live.ts'

type Context = { params: Promise<{ seat: string; code: string }> }

export const GET = async (_: Request, { params }: Context) => {
  const { seat, code } = await params
  return await asRoute('/s/[seat]/shipment/[code]/state', () => liveState(seat, code))
}
