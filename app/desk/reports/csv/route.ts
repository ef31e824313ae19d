import { reportFile } from '#lib/web/desk/report.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/desk/reports/csv', async () => await reportFile(request))
