import { otherSide, type Side } from '#lib/kernel/side.ts'
import type { Announcement, AnnouncementKind, SenderGrant } from '../announcement.ts'
import type { FailureReason } from '../carrier-reasons.ts'
import type { OverrideReason } from '../handover-code.ts'
import type { Acting } from '../person.ts'
import type { Shipment, ShippingDeps, ShippingTx } from '../ports.ts'
import type { StepAuthor, StoredCourier } from '../staff-act.ts'
import { isFinal, type ShipmentEvent, type ShipmentState } from '../status.ts'
import { keepAsDraft } from './keep-draft.ts'
import { mayAct } from './may-act.ts'

/** Nothing was handed over: what these leave behind serves nobody. */
const endedUnused: readonly ShipmentState[] = ['rejected', 'cancelled', 'expired']

export type TransitionInput = {
  event: ShipmentEvent
  to: ShipmentState
  by: Side | 'carrier' | 'clock'
  /** Anyone who takes it for their side, if they still may. */
  acting?: Acting
  /** Who of the business's staff takes it, where one does. */
  author?: StepAuthor | null
  /** Whom of its couriers the business sends with it. */
  sends?: StoredCourier | null
  at: Date
  /** Why a delivery failed, or why the carrier went on without a code. */
  reason?: FailureReason | OverrideReason | null
  /** When it happened, if somebody says so; else `at`. */
  happenedAt?: Date
  /** What changes of the shipment beside its state; without a word its deadlines end. */
  change?: Partial<Shipment>
  /** Null: the chat is not told. A proposal that the chat never heard of ends without a word; its correction is told. */
  announcement: Announcement | null
  /** Made by `senderFor`, before the transaction; null where the chat is not told. */
  speaker: ((current: Shipment) => SenderGrant) | null
  /** Whether it goes on, asked first in the transaction; what this wrote stays where it does not. */
  may?: (tx: ShippingTx) => Promise<boolean>
  /**
   * What else belongs in the same transaction. Gives what it changed of the shipment; null: more than it says, so that it is
   * read again.
   */
  within?: (tx: ShippingTx, moved: Shipment, stepNumber: number) => Promise<Partial<Shipment> | null>
}

/**
 * Moves a shipment on in one transaction, if it still is where it was: its new state, its step, what the chat, the
 * chatbot and the carrier are told, and, where nothing was handed over, the end of its addresses. What nobody accepted is
 * kept as its proposer's draft. Null: somebody was first, or proved meanwhile that this step is theirs alone, or it may not be.
 */
export async function transition(
  deps: Pick<ShippingDeps, 'transaction'>,
  shipment: Shipment,
  step: TransitionInput,
): Promise<{ shipment: Shipment; messageId: string | null } | null> {
  const { at, to } = step
  const moved: Shipment = {
    ...shipment,
    dueAt: null,
    remindAt: null,
    ...step.change,
    state: to,
    updatedAt: at,
    endedAt: isFinal(to) ? at : null,
  }
  return await deps.transaction(async (tx) => {
    if (step.acting && !(await mayAct(tx, step.acting, shipment.id))) return null
    if (step.may && !(await step.may(tx))) return null
    // As it stands, held until the end: somebody may have given a permission since it was read.
    const held = await tx.moveShipment(moved, shipment, step.sends)
    if (!held) return null
    if (endedUnused.includes(to)) {
      // Who had their data erased leaves nothing to go on with.
      if (shipment.state === 'proposed' && moved.reason !== 'erased') await keepAsDraft(tx, shipment, at)
      await tx.deleteAddresses(shipment.id)
    }
    if (isFinal(to)) {
      await tx.setHandoverKey(shipment.id, null)
      await tx.setCourier(shipment.id, null, at)
    }
    const { event, by, reason = null, happenedAt } = step
    const taken = { shipmentId: shipment.id, event, state: to, by, at, began: shipment.createdAt, happenedAt, reason }
    const number = await tx.addStep(taken, step.author)
    const changed = step.within ? await step.within(tx, moved, number) : {}
    await tx.tellStep(moved, { number, reason })
    const current = changed ? { ...held, ...changed } : ((await tx.shipmentByCode(shipment.trackingCode)) ?? moved)
    const heard = shipment.state !== 'proposed' || !isFinal(to) || current.announced
    if (step.announcement && step.speaker && heard) {
      return { shipment: current, messageId: await tx.announce(current, step.announcement, step.speaker(current)) }
    }
    await tx.supersede(shipment.id)
    return { shipment: current, messageId: null }
  })
}

/**
 * In whose name the chat is told: the acting user's if they gave a permission, else the proposer's, else the other
 * side's. Asks which permissions still stand, so it is called outside transactions; one that comes later counts as live.
 */
export async function senderFor(
  { grants }: Pick<ShippingDeps, 'grants'>,
  shipment: Shipment,
  actor: { side: Side; grantId: string | null } | null,
): Promise<(current: Shipment) => SenderGrant> {
  const known = [actor?.grantId, shipment.grantId, shipment.otherGrantId].filter(
    (id) => id !== null && id !== undefined,
  )
  const live = await Promise.all(known.map(async (id) => await grants.isLive(id)))
  const dead = known.filter((_, i) => !live[i])
  return (current) => {
    const candidates: SenderGrant[] = [
      { grantId: actor?.grantId ?? null, side: actor?.side ?? current.proposerSide },
      { grantId: current.grantId, side: current.proposerSide },
      { grantId: current.otherGrantId, side: otherSide(current.proposerSide) },
    ]
    const speaker = candidates.find(({ grantId }) => grantId !== null && !dead.includes(grantId))
    return speaker ?? { grantId: null, side: actor?.side ?? current.proposerSide }
  }
}

/** What the chat is told, or the fault for which there are no words: what ends an address does not wait for any. */
export async function wordsOrFault(
  { wording }: Pick<ShippingDeps, 'wording'>,
  kind: AnnouncementKind,
  shipment: Shipment,
): Promise<{ announcement: Announcement | null; fault: Error | null }> {
  try {
    return { announcement: await wording.announce(kind, shipment), fault: null }
  } catch (fault) {
    return { announcement: null, fault: fault instanceof Error ? fault : new Error('no words') }
  }
}
