import type { Side } from '#lib/kernel/side.ts'
import type { Announcement, SenderGrant } from '../announcement.ts'
import type { Person, Shipment, ShippingDeps, ShippingTx, TypedShipment } from '../ports.ts'
import { isOpen, step } from '../status.ts'
import { senderFor, transition, wordsOrFault } from './transition.ts'

/**
 * What erasing one side's data does to a shipment: it is cancelled, or, once it is on its way, goes on without this
 * side's address, or it is over already. Anyone who typed no address of it, but a problem, leaves the shipment as it is.
 */
export type ErasureMeaning = 'cancelled' | 'goes_on' | 'over' | 'untouched'

export function erasureMeaning({ shipment, side, address }: Omit<TypedShipment, 'problems'>): ErasureMeaning {
  if (!address) return 'untouched'
  if (cancelling(shipment, side).ok) return 'cancelled'
  return isOpen(shipment.state) ? 'goes_on' : 'over'
}

const cancelling = (shipment: Shipment, side: Side) =>
  step(shipment.state, 'cancel', shipment.proposerSide === side ? 'proposer' : 'other')

type Entry = {
  typed: TypedShipment
  /** What the chat is told, where erasing cancels. Nothing where there are no words for it: `fault` says why. */
  words: { announcement: Announcement | null; speaker: (current: Shipment) => SenderGrant } | null
  fault: Error | null
}

/** What is to be erased of a person, as it stands, with the words for it. */
export type PreparedErasure = { person: Person; at: Date; drafts: number; entries: Entry[] }

export type ErasedTyped = { drafts: number; addresses: number; problems: number; cancelled: number }

/**
 * Looks at what a person typed, and finds the words for the shipments that erasing cancels. `grants` should count the
 * person's own permissions as ended: they go too. Called outside transactions, writes nothing.
 */
export async function prepareErasure(
  deps: Pick<ShippingDeps, 'store' | 'clock' | 'wording' | 'grants'>,
  person: Person,
): Promise<PreparedErasure> {
  const { drafts, shipments } = await deps.store.typedBy(person)
  const entries = shipments.map(async (typed): Promise<Entry> => {
    const { shipment, side } = typed
    const allowed = cancelling(shipment, side)
    if (!allowed.ok || !typed.address) return { typed, words: null, fault: null }
    const cancelled: Shipment = { ...shipment, state: allowed.to, reason: 'erased' }
    const { announcement, fault } = await wordsOrFault(deps, 'cancelled', cancelled)
    const speaker = await senderFor(deps, shipment, { side, grantId: null })
    return { typed, words: { announcement, speaker }, fault }
  })
  return { person, at: deps.clock(), drafts, entries: await Promise.all(entries) }
}

/**
 * Erases what a person typed: drafts, addresses, problems, the district of their end. A shipment that may still be
 * cancelled is cancelled; one on its way goes on. The carrier, if it ever got the order, is told which end to erase. Null:
 * something has moved since `prepared`, and the transaction must be undone.
 */
export async function eraseTyped(tx: ShippingTx, prepared: PreparedErasure): Promise<ErasedTyped | null> {
  const { person, at, entries } = prepared
  // In the order of an acceptance, shipment before draft, so that neither waits for the other. A booking that is faster
  // is done once its draft is gone, and seen below.
  for (const { typed } of entries) await tx.lockShipment(typed.shipment.id)
  // What is being written from one of these seats is there by now; whatever comes later finds the seat ended.
  await tx.lockSeats(person)
  const drafts = await tx.forgetDrafts(person)
  const { shipments } = await tx.typedBy(person)
  if (standing(shipments) !== standing(entries.map(({ typed }) => typed))) return null
  const cancelled = new Set<string>()
  for (const { typed, words } of entries) {
    const { shipment, side, address } = typed
    const isTold = (await tx.stepsOf(shipment.id)).some(({ event }) => event === 'accept')
    const allowed = cancelling(shipment, side)
    if (words && allowed.ok && !cancelled.has(shipment.id)) {
      const within = async () => {
        if (isTold) await tx.notifyCarrier({ shipmentId: shipment.id, type: 'shipment.cancelled', at })
        return {}
      }
      const change = { reason: 'erased' } as const
      const taken = { event: 'cancel', to: allowed.to, by: side, at, change, within, ...words } as const
      if (!(await transition({ transaction: async (work) => await work(tx) }, shipment, taken))) return null
      cancelled.add(shipment.id)
    }
    if (!address) continue
    await tx.forgetDistrict(shipment.id, side)
    const reference = side === 'SUPPLY' ? 'pickup' : 'dropoff'
    if (isTold) await tx.notifyCarrier({ shipmentId: shipment.id, type: 'shipment.erased', reference, at })
  }
  const ids = entries.map(({ typed }) => typed.shipment.id)
  // While the addresses still say whose they are.
  await tx.forgetProofs(person)
  const problems = await tx.forgetTyped(person, ids)
  const addresses = entries.filter(({ typed }) => typed.address).length
  return { drafts, cancelled: cancelled.size, addresses, problems }
}

const standing = (all: TypedShipment[]) =>
  all.map(({ shipment, side, address }) => `${shipment.id} ${side} ${shipment.state} ${address}`).join('\n')
