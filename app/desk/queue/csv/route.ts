import { queueFile } from '#lib/web/desk/queue-file.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/desk/queue/csv', async () => await queueFile(request))
