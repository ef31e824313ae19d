import { haveEnded, isUnset, type PriceDraft, type Version } from '#lib/business/index.ts'
import { type CheckedParcel, checkSavedParcels, priceChanges } from '#lib/shipping/index.ts'
import { mayDo, type StaffMember } from '#lib/staff/index.ts'
import type { DeskActor } from './ports.ts'

/** Why prices are not published: the first reason that there is. */
export const publicationBlocks = [
  'not_allowed',
  'no_business',
  'no_draft',
  'no_change',
  'second_person',
  'ended',
  'parcels',
] as const
export type PublicationBlock = (typeof publicationBlocks)[number]

type Asked = {
  actor: Pick<DeskActor, 'staffId' | 'role'>
  version: Version
  draft: PriceDraft
  members: readonly Pick<StaffMember, 'id' | 'role' | 'state'>[]
  now: Date
}

/**
 * Whether this person may make the draft the prices of the business, or why not. Where two people work on prices, nobody publishes
 * what they wrote last themselves.
 */
export function publicationBlock({ actor, version, draft, members, now }: Asked): PublicationBlock | null {
  if (!mayDo(actor.role, 'tariff.publish')) return 'not_allowed'
  if (isUnset(version)) return 'no_business'
  if (draft.list === null) return 'no_draft'
  if (priceChanges(version.business.tariff, draft.list).length === 0) return 'no_change'
  const drafters = members.filter(({ role, state }) => state === 'active' && mayDo(role, 'tariff.draft'))
  if (drafters.length > 1 && draft.draftedBy === actor.staffId) return 'second_person'
  if (haveEnded(draft.list, now)) return 'ended'
  return notHolding(draft).length > 0 ? 'parcels' : null
}

/** The saved parcels whose total by the draft is not what is expected. */
export const notHolding = ({ list, parcels }: PriceDraft): CheckedParcel[] =>
  list === null ? [] : checkSavedParcels(list, parcels).filter(({ holds }) => !holds)
