import { type DeliverDeps, deliverMessage } from '../../messages/index.ts'
import type { Payload } from '../queues.ts'

export const deliverMessageJob = (deps: DeliverDeps) => async (data: Payload<'deliver-message'>) => {
  await deliverMessage(deps, data.id)
}
