import { liveState } from '#lib/web/live-state.ts'

type Context = { params: Promise<{ seat: string; code: string }> }

export const GET = async (_: Request, { params }: Context) => {
  const { seat, code } = await params
  return await liveState(seat, code)
}
