import { proofPicture } from '#lib/web/desk/proof.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ code: string }> }

export const POST = async (request: Request, { params }: Context) => {
  const { code } = await params
  return await asRoute('/desk/shipments/[code]/proof', async () => await proofPicture(request, code))
}
