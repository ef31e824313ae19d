import type { Actor, DraftChoices, ShippingDeps } from '../ports.ts'
import { saveDraft } from './draft.ts'
import { type Rejected, rejectProposal } from './reject.ts'

/**
 * The other side proposes from its own end instead: the proposal is rejected for that reason, and its parcel, service
 * and payer become the start of this side's own draft, beside the address that it has typed already.
 */
export async function proposeInstead(deps: ShippingDeps, actor: Actor, trackingCode: string): Promise<Rejected> {
  const rejected = await rejectProposal(deps, actor, trackingCode, 'counter_proposal')
  if (rejected.kind !== 'rejected') return rejected
  const { parcel, declaredValueToman, service, payer, itemTitle, pickup, dropoff } = rejected.shipment
  const other = actor.side === 'SUPPLY' ? { otherPlace: dropoff } : { otherPlace: pickup, postPlace: pickup }
  // That the other side declared nothing is no word of this one's.
  const value = declaredValueToman === null ? {} : { declaredValueToman }
  const choices: Partial<DraftChoices> = { parcel, service, payer, itemTitle, ...value, ...other }
  await saveDraft(deps, actor, { choices })
  return rejected
}
