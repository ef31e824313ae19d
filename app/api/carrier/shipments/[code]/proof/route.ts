import { carrierProof } from '#lib/web/carrier/proof.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ code: string }> }

export const POST = async (request: Request, { params }: Context) => {
  const { code } = await params
  return await asRoute('/api/carrier/shipments/[code]/proof', () => carrierProof(request, code))
}
