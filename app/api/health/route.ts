import { health } from '#lib/web/health.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async () => await asRoute('/api/health', health)
