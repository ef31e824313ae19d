import { priceFile } from '#lib/web/desk/prices.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/desk/prices/csv', async () => await priceFile(request))
