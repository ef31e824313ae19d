import { type MessageTransaction, queueMessage } from '#lib/addon/messages/index.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { shipmentNotes } from '#lib/db/schema/shipping.ts'
import { lockSeats } from '#lib/db/stores/forget-typed.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { noteBooking } from '#lib/db/stores/note-booking.ts'
import { noteLaunch } from '#lib/db/stores/note-launch.ts'
import { seatStands } from '#lib/db/stores/seats.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { staffTransaction } from '#lib/db/stores/staff.ts'
import type { ButtonGrid } from '#lib/divar/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Gather } from '#lib/kernel/in-batches.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { MessageKind } from '#lib/peyk.ts'
import { digestOfSealed, type ShippingTx, shipmentMessageKinds, withinBudget } from '#lib/shipping/index.ts'
import { messageKindOf } from './message-kinds.ts'
import { noticesIn } from './notices.ts'

type Deps = {
  clock: Clock
  sealer: Sealer
  /** The jobs' wake inside this transaction. */
  wake: Wake
  notifyCarrier: ShippingTx['notifyCarrier']
}

/**
 * The shipping domain's rows in one transaction, with the messages and the carrier's orders that belong to them. `gather`: how
 * what a step of a bulk asks reaches the database.
 */
export function shippingTransaction(tx: Tx, { clock, sealer, wake, notifyCarrier }: Deps, gather?: Gather): ShippingTx {
  const messages: MessageTransaction = messageTransaction(tx, gather)
  const { record } = staffTransaction(tx, gather)
  const supersede = async (shipmentId: string, but?: MessageKind) => {
    const overtaken = shipmentMessageKinds.filter((kind) => kind !== but)
    await messages.supersede('shipment', shipmentId, overtaken)
  }
  const nextOccurrence = async (shipmentId: string, kind: MessageKind) =>
    (await messages.lock(`shipment ${shipmentId}`)).filter((message) => message.kind === kind).length + 1
  const store = shippingStore(tx, gather)
  return {
    ...store,
    ...noticesIn(tx, { clock, wake }, gather),
    async insertAddress(address) {
      await store.insertAddress({ ...address, mobileDigest: await digestOfSealed(sealer, address.sealed) })
    },
    async insertShipment(shipment) {
      const isNew = await store.insertShipment(shipment)
      if (!isNew) return false
      await noteBooking(tx, shipment.conversationId, clock())
      await noteLaunch(tx, shipment)
      return true
    },
    seatStands: async (actor) => await seatStands(tx, actor),
    lockSeats: async (person) => await lockSeats(tx, person),
    async announce(shipment, announcement, speaker) {
      const kind = messageKindOf[announcement.kind]
      // These two leave standing what was said before them, but for another promise that has not left.
      if (kind === 'delay') await messages.supersede('shipment', shipment.id, [kind])
      else if (kind !== 'reminder') await supersede(shipment.id, kind)
      const queued = await queueMessage(
        { messages, wake, clock, fits: withinBudget },
        {
          subject: 'shipment',
          subjectId: shipment.id,
          kind,
          occurrence: kind === 'delay' ? await nextOccurrence(shipment.id, kind) : 1,
          conversationId: shipment.conversationId,
          grantId: speaker.grantId,
          senderSide: speaker.side,
          channel: 'conversation',
          sealedText: null,
          text: announcement.text,
          senderButtons: announcement.senderButtons as ButtonGrid,
          receiverButtons: announcement.receiverButtons as ButtonGrid,
        },
      )
      return queued.ok ? queued.item.id : null
    },
    async insertNote(note) {
      const rows = await tx.insert(shipmentNotes).values(note).onConflictDoNothing().returning({ id: shipmentNotes.id })
      return rows.length === 1
    },
    async recordAudit(act) {
      await record(act)
    },
    supersede: async (shipmentId) => await supersede(shipmentId),
    notifyCarrier,
  }
}
