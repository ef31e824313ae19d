import { carrierThreads } from '#lib/web/carrier/threads.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/api/carrier/threads', () => carrierThreads(request))
