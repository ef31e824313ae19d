import { divarCall } from '#lib/web/divar-calls.ts'
import { asRoute } from '#lib/web/request.ts'

export const POST = async (request: Request) => await asRoute('/api/divar/action', () => divarCall(request))
