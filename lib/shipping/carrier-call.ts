import type { CarrierReason } from './carrier-reasons.ts'
import type { Courier } from './courier.ts'
import type { OverrideReason } from './handover-code.ts'
import type { Shipment } from './ports.ts'
import type { PickupWindow } from './promise.ts'
import type { ActingStaff } from './staff-act.ts'
import type { CarrierStatus } from './status.ts'

/** `locked`: too many wrong ones came; only a reason to go on without a code helps. */
export type CodeFault = 'wrong' | 'missing' | 'locked'

/** What the carrier says of a shipment: where it is, what is promised now, or both. */
export type CarrierCall = {
  /** The call's `webhook-id`. */
  callId: string
  trackingCode: string
  /** Null: only the promise moves, or who comes is named. */
  status: CarrierStatus | null
  occurredAt: Date | null
  /** By when it is delivered now; null or left out: as was promised. */
  eta?: Date | null
  /** When the courier comes now, likewise. */
  window?: PickupWindow | null
  /** One of the list of its status. */
  reason?: CarrierReason | null
  /** Who comes; null or left out: who came before. */
  courier?: Courier | null
  /** What the side that hands over or receives said; null or left out: nothing was asked. */
  code?: string | null
  /** Why the carrier goes on without a code, or with a wrong one. */
  codeOverride?: OverrideReason | null
  /** Who of the business's staff acts; null or left out: the carrier's system calls. */
  staff?: ActingStaff | null
}

export type CarrierMoved =
  | { kind: 'moved'; shipment: Shipment; messageId: string | null }
  /** A call with this id was taken before, or the shipment is where this one moves it: nothing changes. */
  | { kind: 'repeated'; shipment: Shipment }
  /** The state table has no such step from here, or nothing is promised here any more: the shipment as it stands. */
  | { kind: 'illegal'; shipment: Shipment }
  /** The handover code is wrong, missing or was wrong too often: nothing changes but the number of tries. */
  | { kind: 'code_refused'; fault: CodeFault; shipment: Shipment }
  | { kind: 'not_found' }

/** Undoes the transaction of a call that came twice at once. */
export class Repeated extends Error {}
