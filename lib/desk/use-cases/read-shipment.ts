import type { ProofState } from '#lib/carrier/index.ts'
import {
  type Appointment,
  type CarrierStatus,
  type Contact,
  carrierEvents,
  carrierStatuses,
  openAppointment,
  type Quote,
  type Shipment,
  type ShippingDeps,
  step,
} from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { type ReadThread, threadsOfShipment } from '#lib/threads/index.ts'
import { type MaskedContact, mask } from '../mask.ts'
import type { DeskActor, DeskDeps, DeskNote, DeskStep } from '../ports.ts'
import { type ShownRow, shownRow } from './read-queue.ts'

export type ReadNote = Omit<DeskNote, 'sealedText'> & { text: string | null }

/** A shipment on the desk. Of both ends no more than is masked; null: no address stands there (any more), or no key opens it. */
export type DeskShipment = {
  kind: 'shipment'
  row: ShownRow
  parcel: Shipment['parcel']
  quote: Quote
  appointment: Appointment
  reason: Shipment['reason']
  steps: DeskStep[]
  pickup: MaskedContact | null
  dropoff: MaskedContact | null
  /** What people reported, and what they were answered; null for anyone who answers nobody. */
  threads: ReadThread[] | null
  /** What the staff noted, the text null where no key opens it; null for anyone who may not read it. */
  notes: ReadNote[] | null
  /** How far the picture of the delivery has come, and whether it is kept still; null: there is none. */
  proof: { state: ProofState; isKept: boolean } | null
  /** What it may be moved to, by the state table. */
  next: CarrierStatus[]
}

export async function readShipment(
  deps: Pick<DeskDeps, 'store' | 'shipping' | 'threads' | 'proofs' | 'clock' | 'sealer'>,
  actor: DeskActor,
  trackingCode: string,
): Promise<DeskShipment | { kind: 'not_found' } | { kind: 'not_allowed' }> {
  if (!mayDo(actor.role, 'queue.read')) return { kind: 'not_allowed' }
  const [row] = await deps.store.byCodes([trackingCode])
  const shipment = row && (await deps.shipping.store.shipmentById(row.id))
  if (!row || !shipment) return { kind: 'not_found' }
  const { id, state } = shipment
  const proof = await deps.proofs.find(id)
  return {
    kind: 'shipment',
    row: shownRow(row, deps.clock()),
    parcel: shipment.parcel,
    quote: shipment.quote,
    appointment: openAppointment(shipment),
    reason: shipment.reason,
    steps: await deps.store.stepsOf(id),
    pickup: await maskedEnd(deps, id, 'SUPPLY'),
    dropoff: await maskedEnd(deps, id, 'DEMAND'),
    threads: mayDo(actor.role, 'thread.answer') ? await threadsOfShipment(deps.threads, id) : null,
    notes: mayDo(actor.role, 'shipment.note') ? await readNotes(deps, id) : null,
    proof: proof && { state: proof.state, isKept: proof.sealedImage !== null },
    next: carrierStatuses.filter((status) => step(state, carrierEvents[status], 'carrier').ok),
  }
}

async function readNotes({ store, sealer }: Pick<DeskDeps, 'store' | 'sealer'>, id: string): Promise<ReadNote[]> {
  const opened = (await store.notesOf(id)).map(async ({ sealedText, ...note }) => {
    const opened = await sealer.openOrNull<{ text: string }>(sealedText, { noteId: note.id })
    return { ...note, text: opened?.text ?? null }
  })
  return await Promise.all(opened)
}

async function maskedEnd(
  { shipping, sealer }: { shipping: Pick<ShippingDeps, 'store'>; sealer: DeskDeps['sealer'] },
  shipmentId: string,
  side: 'SUPPLY' | 'DEMAND',
): Promise<MaskedContact | null> {
  const address = await shipping.store.addressOf(shipmentId, side)
  const contact = address && (await sealer.openOrNull<Contact>(address.sealed, { shipmentId }))
  return contact && mask(contact)
}
