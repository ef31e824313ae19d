import { type DeliverOrderDeps, deliverOrder } from '../../carrier/index.ts'
import type { Payload } from '../queues.ts'

export const deliverOrderJob = (deps: DeliverOrderDeps) => async (data: Payload<'deliver-order'>) => {
  await deliverOrder(deps, data.id)
}
