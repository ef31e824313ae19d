import { askOtherProcess } from '#lib/web/other-build.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/api/other-build', async () => askOtherProcess(request))
