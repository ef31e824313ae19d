import { businessLogo } from '#lib/web/business/logo.ts'
import { asRoute } from '#lib/web/request.ts'

type Context = { params: Promise<{ id: string }> }

export const GET = async (_: Request, { params }: Context) =>
  await asRoute('/api/logo/[id]', async () => await businessLogo((await params).id))
