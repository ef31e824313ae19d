import { carrierShipments } from '#lib/web/carrier/calls.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) => await asRoute('/api/carrier/shipments', () => carrierShipments(request))
