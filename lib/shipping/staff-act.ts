import type { Courier } from './courier.ts'
import type { ShippingTx } from './ports.ts'

/** Who of the business's staff took a step, and through what. */
export type StepAuthor = { way: 'desk' | 'courier'; staffId: string; role: string }

/** Somebody of the business's staff who moves a shipment, and from where. */
export type ActingStaff = StepAuthor & {
  /** The network that the request came from, for the audit. */
  address: string | null
  /** Theirs is to be the shipment, and the call is a tap that counts once, whatever came of it. */
  isOwnStop?: true
  /** Whom they send; left out: nobody is sent by this. */
  sends?: SentCourier
}

/** One of the business's couriers: by the id of their account, and as both sides may know them; null: by no name. */
export type SentCourier = { courierId: string; courier: Courier | null }

/** The same as it is stored. */
export type StoredCourier = { courierId: string; sealedCourier: string | null }

/** One act of the staff, for the audit: ids and codes alone. */
export type StaffAct = {
  at: Date
  staffId: string
  what: string
  which: string
  detail: string | null
  address: string | null
}

/** What somebody of the staff wrote down about a shipment; its text is sealed. */
export type StaffNote = {
  id: string
  shipmentId: string
  staffId: string
  staffRole: string
  sealedText: string
  callId: string
  createdAt: Date
}

/** What an act changed: a step, by its number; what was promised; or who comes. */
export type StaffChange = number | 'promise' | 'courier'

/** What another system is told of it, beside the shipment. */
export type StaffChanged = { change: StaffChange; by: StepAuthor }

/** As the reference of `shipment.moved` has it. `key` tells two of the same kind apart. */
const writeReference = ({ change, by }: StaffChanged, key: string) =>
  [change, by.way, by.role, by.staffId, typeof change === 'number' ? '' : key].join(' ')

export function readMovedReference(reference: string | null): StaffChanged | null {
  const [, change, way, role, staffId] =
    /^(\d+|promise|courier) (desk|courier) ([a-z]+) ([\w-]+) /.exec(reference ?? '') ?? []
  if (role === undefined || staffId === undefined) return null
  return {
    change: change === 'promise' || change === 'courier' ? change : Number(change),
    by: { way: way === 'courier' ? way : 'desk', role, staffId },
  }
}

/**
 * Writes, in the transaction of an act of the staff, what the audit keeps of it and what another system is told. Both are there
 * with the act alone.
 */
export async function noteStaffAct(
  tx: Pick<ShippingTx, 'recordAudit' | 'notifyCarrier'>,
  staff: ActingStaff,
  act: { shipmentId: string; what: string; detail: string; change: StaffChange; at: Date; callId: string },
): Promise<void> {
  const { way, staffId, role, address } = staff
  const by = { way, staffId, role }
  const { shipmentId, what, detail, change, at } = act
  await tx.recordAudit({ at, staffId, what, which: shipmentId, detail, address })
  const reference = writeReference({ change, by }, act.callId)
  await tx.notifyCarrier({ shipmentId, type: 'shipment.moved', reference, at })
}
