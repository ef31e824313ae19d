import { metrics } from '#lib/web/metrics.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/api/metrics', () => metrics(request))
