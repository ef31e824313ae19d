import { divarCall } from '#lib/web/divar-calls.ts'
import { asRoute } from '#lib/web/request.ts'

// Otherwise Next watches what is read of the request, for a page that it might keep.
export const dynamic = 'force-dynamic'

export const POST = async (request: Request) => await asRoute('/api/divar/launch', () => divarCall(request))
