import { inboxEvents } from '#lib/web/assistant/live-inbox.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ id: string }> }

export const GET = async (request: Request, { params }: Context) => {
  const { id } = await params
  return await asRoute('/assistant/[id]/events', () => inboxEvents(id, request))
}
