import { carrierReply } from '#lib/web/carrier/threads.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ id: string }> }

export const POST = async (request: Request, { params }: Context) => {
  const { id } = await params
  return await asRoute('/api/carrier/threads/[id]/replies', () => carrierReply(request, id))
}
