import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Typed } from '../person.ts'
import type { Actor, Contact, Draft, DraftChoices, ShippingDeps } from '../ports.ts'
import { newTrackingCode } from '../tracking-code.ts'
import { mayAct, type Unproved } from './may-act.ts'

export const draftSeconds = 24 * 60 * 60
/** Each try that fails means that another save succeeded. */
const maxTries = 20

const noChoices: DraftChoices = {
  parcel: null,
  ownPlace: null,
  cityInMind: null,
  otherPlace: null,
  service: null,
  payer: null,
  itemTitle: null,
  postPlace: null,
}

/** Stands for a seat in a draft that a proposal left: any seat of its side goes on from there, as from an earlier seat's. */
export const keptSeatId = (shipmentId: string): string => `kept:${shipmentId}`

const isKept = ({ seatId }: Pick<Draft, 'seatId'>): boolean => seatId.startsWith(keptSeatId(''))

/** `kept`: what an ended proposal left, where the address is from that. */
export type OwnDraft = { draft: Draft; contact: Contact | null; kept: Draft | null }

/**
 * The draft of a seat, or, where it has none yet, what an earlier seat of the same side left within a day; one without an
 * address has that of a proposal that ended since. A draft that
 * somebody else may have typed comes without the personal part: only the session that typed it, or the same proven
 * Divar user, sees that again. Reads only.
 */
export async function readDraft(
  deps: Pick<ShippingDeps, 'store' | 'clock' | 'sealer'>,
  actor: Actor,
): Promise<OwnDraft | null> {
  const now = deps.clock()
  const own = await deps.store.draftOfSeat(actor.seatId)
  // One whose day is over stands in front of no other until the erasing job meets it.
  const stands = own !== null && own.dueAt > now
  const draft = stands ? own : await deps.store.latestDraft(actor.conversationId, actor.side, now)
  if (!draft) return null
  const isHidden = draft.sealedAddress !== null && !mayReadPerson(actor, draft)
  if (isHidden) return { draft: { ...draft, sealedAddress: null }, contact: null, kept: null }
  const kept = isKept(draft) ? draft : await keptFor(deps, actor, draft)
  const filled = kept ? withAddressOf(draft, kept) : draft
  const contact = filled.sealedAddress === null ? null : await deps.sealer.open<Contact>(filled.sealedAddress)
  return { draft: filled, contact, kept }
}

/** What an ended proposal left, where this draft lacks an address and names no other place than that. */
async function keptFor({ store, clock }: Pick<ShippingDeps, 'store' | 'clock'>, actor: Actor, draft: Draft) {
  if (draft.sealedAddress !== null) return null
  const kept = await store.keptDraft(actor.conversationId, actor.side, keptSeatId(''), clock())
  if (!kept || !mayReadPerson(actor, kept)) return null
  const [place, keptPlace] = [draft.choices.ownPlace, kept.choices.ownPlace]
  const isThere = !place || (place.city === keptPlace?.city && place.district === keptPlace.district)
  return isThere ? kept : null
}

/** An address stays whose it is, and goes with its place. */
const withAddressOf = (
  draft: Draft,
  { sealedAddress, typedBySessionId, typedByDivarUserId, choices }: Draft,
): Draft => ({
  ...draft,
  ...{ sealedAddress, typedBySessionId, typedByDivarUserId },
  choices: { ...draft.choices, ownPlace: choices.ownPlace },
})

/** Whether an actor may see the personal part that somebody typed. */
export function mayReadPerson(actor: Pick<Actor, 'sessionId' | 'divarUserId'>, typed: Typed): boolean {
  if (typed.typedBySessionId === actor.sessionId) return true
  return actor.divarUserId !== null && typed.typedByDivarUserId === actor.divarUserId
}

/** Another window saved in the middle. */
class Overtaken extends Error {}

/**
 * Changes a part of the seat's draft, making it first if there is none, and prolongs its day. Two windows that save at
 * once both succeed: the later change goes on top of the earlier one. Null: the seat has ended, or the permission behind
 * it, since they began, and what was known of them with it.
 */
export async function saveDraft(
  deps: Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'sealer' | 'random'>,
  actor: Actor,
  change: { choices?: Partial<DraftChoices>; contact?: Contact },
): Promise<Draft | null> {
  const sealed = change.contact ? await deps.sealer.seal(change.contact) : undefined
  for (let tries = 0; ; tries++) {
    try {
      return await deps.transaction(async (tx) => {
        if (!(await tx.seatStands(actor))) return null
        return await put({ ...deps, store: tx }, actor, change.choices ?? {}, sealed)
      })
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
      if (tries === maxTries) throw new Error('the draft kept changing underneath', { cause: error })
    }
  }
}

async function put(
  deps: Pick<ShippingDeps, 'store' | 'clock' | 'sealer' | 'random'>,
  actor: Actor,
  choices: Partial<DraftChoices>,
  sealed: string | undefined,
): Promise<Draft> {
  const known = await readDraft(deps, actor)
  const isOwn = known?.draft.seatId === actor.seatId
  if (!isOwn) await dropLapsed(deps, actor)
  const base = known && isOwn ? known.draft : newDraft(deps, actor, known?.draft ?? null)
  // Taken over whole, it would only come back after this booking.
  if (known?.kept && known.contact && !(await deps.store.deleteDraft(known.kept.id, known.kept.version)))
    throw new Overtaken()
  const now = deps.clock()
  const next: Draft = {
    ...base,
    choices: { ...base.choices, ...choices },
    sealedAddress: sealed ?? base.sealedAddress,
    typedBySessionId: sealed ? actor.sessionId : base.typedBySessionId,
    typedByDivarUserId: sealed ? actor.divarUserId : base.typedByDivarUserId,
    version: isOwn ? base.version + 1 : 1,
    updatedAt: now,
    dueAt: addSeconds(now, draftSeconds),
  }
  if (!(isOwn ? await deps.store.updateDraft(next) : await deps.store.insertDraft(next))) throw new Overtaken()
  return next
}

/** A draft whose day is over, and that the erasing job has not met yet, leaves its seat to the next one. */
async function dropLapsed({ store, clock }: Pick<ShippingDeps, 'store' | 'clock'>, actor: Actor): Promise<void> {
  const lapsed = await store.draftOfSeat(actor.seatId)
  if (lapsed && lapsed.dueAt <= clock()) await store.deleteDraft(lapsed.id, lapsed.version)
}

function newDraft(deps: Pick<ShippingDeps, 'clock' | 'random'>, actor: Actor, earlier: Draft | null): Draft {
  const now = deps.clock()
  return {
    id: newId(),
    seatId: actor.seatId,
    conversationId: actor.conversationId,
    side: actor.side,
    typedBySessionId: earlier?.sealedAddress ? actor.sessionId : null,
    typedByDivarUserId: earlier?.sealedAddress ? actor.divarUserId : null,
    trackingCode: newTrackingCode(deps.random),
    choices: earlier?.choices ?? noChoices,
    sealedAddress: earlier?.sealedAddress ?? null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    dueAt: addSeconds(now, draftSeconds),
  }
}

/** Throws the seat's draft away. What an earlier seat of this side left goes with it, or it would come back. */
export async function dropDraft(
  deps: Pick<ShippingDeps, 'store'>,
  actor: Actor,
): Promise<{ kind: 'dropped' } | Unproved> {
  if (!(await mayAct(deps.store, actor, null))) return { kind: 'unproved' }
  await deps.store.deleteDraftsOf(actor.conversationId, actor.side)
  return { kind: 'dropped' }
}
