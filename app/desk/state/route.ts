import { todayState } from '#lib/web/desk/today.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async () => await asRoute('/desk/state', async () => await todayState())
