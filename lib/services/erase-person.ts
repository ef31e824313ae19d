import { type AccessDeps, type AccessStore, hasLiveGrant, type Seat } from '#lib/addon/access/index.ts'
import {
  type ErasedTyped,
  eraseTyped,
  erasureMeaning,
  type Person,
  type PreparedErasure,
  prepareErasure,
  type ShippingDeps,
  type ShippingTx,
  type TypedShipment,
} from '#lib/shipping/index.ts'

export type EraseDeps = {
  access: AccessDeps
  shipping: ShippingDeps
  /** The rows of both domains in one transaction. */
  transaction<T>(work: (tx: EraseTx) => Promise<T>): Promise<T>
}

type EraseTx = {
  access: Pick<AccessStore, 'seatsOf' | 'removeSeats'>
  shipping: ShippingTx
  /** Everything of a user that hangs on no seat, and what their seats know of them. */
  forgetUser(divarUserId: string, now: Date): Promise<{ grants: number }>
}

/** Each try that fails means that somebody else moved a shipment of theirs on. */
const maxTries = 20

/** Undoes an erasure under which a shipment moved. */
class Moved extends Error {}

/** What there is of the person at a seat. Theirs is what this session typed on this side; with a proof, all of the user's. */
export async function personalData(
  deps: EraseDeps,
  seat: Seat,
): Promise<{ drafts: number; shipments: TypedShipment[]; seen: string }> {
  const typed = await deps.shipping.store.typedBy(personAt(seat))
  return { ...typed, seen: seenIn(typed.shipments) }
}

export type ErasedOwn =
  /** `signedOut`: the session held no other seat and has ended. */
  | { kind: 'erased'; signedOut: boolean }
  /** A shipment moved on since its consequences were shown: show them first. */
  | { kind: 'changed' }

/**
 * Erases what there is of the person at a seat, with the seat itself. `seen` is that of `personalData`: what erasing does
 * to a shipment under way depends on its state.
 */
export async function eraseOwnData(deps: EraseDeps, seat: Seat, seen: string): Promise<ErasedOwn> {
  const { divarUserId } = seat
  const ended = await erase(deps, personAt(seat), {
    mayGoOn: ({ entries }) => seenIn(entries.map(({ typed }) => typed)) === seen,
    forget: async ({ access, forgetUser }, now) => {
      const seats = divarUserId === null ? [] : await access.seatsOf(divarUserId)
      if (divarUserId !== null) await forgetUser(divarUserId, now)
      return await access.removeSeats([...seats, seat.id])
    },
  })
  if (!ended) return { kind: 'changed' }
  deps.access.log.info({ event: 'data_erased', ...ended.typed }, 'a user had their data erased')
  return { kind: 'erased', signedOut: ended.forgotten.includes(seat.sessionId) }
}

/** Divar says that a user takes back all that they allowed: everything of theirs goes, in every conversation. */
export async function eraseDivarUser(deps: EraseDeps, divarUserId: string): Promise<Record<string, number>> {
  const ended = await erase(
    deps,
    { divarUserId, seat: null },
    {
      mayGoOn: () => true,
      forget: async ({ forgetUser }, now) => await forgetUser(divarUserId, now),
    },
  )
  return { ...ended?.typed, ...ended?.forgotten }
}

const personAt = ({ id, sessionId, conversationId, side, divarUserId }: Seat): Person => ({
  divarUserId,
  seat: { id, sessionId, conversationId, side },
})

/** What erasing does to shipments, as far as it must be shown before. */
const seenIn = (all: TypedShipment[]) =>
  all
    .filter((typed) => ['cancelled', 'goes_on'].includes(erasureMeaning(typed)))
    .map(({ shipment }) => `${shipment.trackingCode} ${shipment.state}`)
    .join(', ')

/** Both halves in one transaction, tried again where a shipment moved in between; null where `mayGoOn` says so. */
async function erase<T>(
  deps: EraseDeps,
  person: Person,
  how: { mayGoOn(prepared: PreparedErasure): boolean; forget(tx: EraseTx, now: Date): Promise<T> },
): Promise<{ typed: ErasedTyped; forgotten: T } | null> {
  const { access, shipping } = deps
  // The chat cannot be told in the name of somebody whose permission ends in the same moment.
  const isLive = async (grantId: string) => {
    const isOwn = (await access.store.findGrant(grantId))?.divarUserId === person.divarUserId
    return !isOwn && (await hasLiveGrant(access, { grantId }))
  }
  for (let tries = 0; ; tries++) {
    const prepared = await prepareErasure({ ...shipping, grants: { isLive } }, person)
    if (!how.mayGoOn(prepared)) return null
    for (const { typed, fault } of prepared.entries) {
      const shipmentId = typed.shipment.id
      if (fault)
        access.log.error({ event: 'erased_unsaid', shipmentId, err: fault }, 'a chat is not told of an erasure')
    }
    const done = await deps
      .transaction(async (tx) => {
        const typed = await eraseTyped(tx.shipping, prepared)
        if (!typed) throw new Moved()
        return { typed, forgotten: await how.forget(tx, prepared.at) }
      })
      .catch((error: unknown) => {
        if (error instanceof Moved && tries < maxTries) return null
        throw error
      })
    if (done) return done
  }
}
