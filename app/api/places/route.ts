import { districts } from '#lib/web/booking/places.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/api/places', () => districts(request))
