import { takeFigures } from '#lib/web/figures/pages.ts'
import { asRoute } from '#lib/web/request.ts'

export const POST = async (request: Request) => await asRoute('/api/figures', () => takeFigures(request))
