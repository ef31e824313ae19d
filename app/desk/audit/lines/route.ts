import { auditLines } from '#lib/web/desk/audit.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/desk/audit/lines', async () => await auditLines(request))
