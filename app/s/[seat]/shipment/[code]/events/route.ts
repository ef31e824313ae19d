import { liveEvents } from '#lib/web/live-state.ts'

type Context = { params: Promise<{ seat: string; code: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { seat, code } = await params
  return await liveEvents(seat, code, request.signal)
}
