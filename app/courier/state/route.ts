import { stopsState } from '#lib/web/courier/live.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async () => await asRoute('/courier/state', stopsState)
