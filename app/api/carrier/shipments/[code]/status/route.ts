import { carrierStatus } from '#lib/web/carrier-calls.ts'

type Context = { params: Promise<{ code: string }> }

export const POST = async (request: Request, { params }: Context) => await carrierStatus(request, (await params).code)
