import { courierPicture } from '#lib/web/courier/calls.ts'
import { asRoute } from '#lib/web/request.ts'

export const POST = async (request: Request) => await asRoute('/api/courier/pictures', () => courierPicture(request))
