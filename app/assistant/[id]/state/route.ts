import { inboxState } from '#lib/web/assistant/live-inbox.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ id: string }> }

export const GET = async (_: Request, { params }: Context) => {
  const { id } = await params
  return await asRoute('/assistant/[id]/state', () => inboxState(id))
}
