import { asRoute } from '#lib/web/request.ts'
import { liveEvents } from '#lib/web/shipment/live.ts'

type Context = { params: Promise<{ seat: string; code: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { seat, code } = await params
  return await asRoute('/s/[seat]/shipment/[code]/events', () => liveEvents(seat, code, request.signal))
}
