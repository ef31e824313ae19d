import { type DeliverProofDeps, deliverProof } from '../../carrier/index.ts'
import type { Payload } from '../queues.ts'

export const deliverProofJob = (deps: DeliverProofDeps) => async (data: Payload<'deliver-proof'>) => {
  await deliverProof(deps, data.id)
}
