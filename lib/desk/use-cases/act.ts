import { secretMark } from '#lib/kernel/ids.ts'
import {
  type CodeFault,
  type DelayReason,
  type FailureReason,
  type GiveUpReason,
  moveByCarrier,
  type OverrideReason,
  type PickupWindow,
  readHandoverCode,
  type Shipment,
} from '#lib/shipping/index.ts'
import { mayDo, type StaffAction } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps, QueueRow } from '../ports.ts'
import { assign } from './assign.ts'

/** What somebody does to a shipment on the desk. */
export type DeskAct =
  | {
      kind: 'move'
      status: 'picked_up' | 'delivered' | 'returned'
      code?: string | null
      /** Why it goes on without a handover code. */
      codeOverride?: OverrideReason | null
    }
  | { kind: 'fail'; reason: FailureReason }
  | { kind: 'assign'; courierId: string }
  | { kind: 'promise'; eta: Date | null; window: PickupWindow | null; reason: DelayReason | null }
  | { kind: 'cancel'; reason: GiveUpReason }

export type DeskActed =
  | { kind: 'done'; shipment: Shipment }
  /** It stands so already, perhaps by the same tap: nothing changes. */
  | { kind: 'repeated'; shipment: Shipment }
  /** Somebody was first, or it is over: the shipment as it stands. */
  | { kind: 'illegal'; shipment: Shipment }
  | { kind: 'code_refused'; fault: CodeFault; shipment: Shipment }
  | { kind: 'no_such_courier' }
  | { kind: 'not_found' }
  | { kind: 'not_allowed' }

const needed: Record<DeskAct['kind'], StaffAction> = {
  move: 'shipment.move',
  fail: 'shipment.move',
  promise: 'shipment.move',
  assign: 'shipment.assign',
  cancel: 'shipment.cancel',
}

/**
 * Acts on a shipment from the desk, by the same rules as the carrier's system. `tapId` is made with the form, so that a second
 * tap changes nothing. The step says who took it, the audit keeps it, and another system is told.
 */
export async function actOnShipment(
  deps: Pick<DeskDeps, 'store' | 'shipping' | 'couriers'>,
  actor: DeskActor,
  input: { trackingCode: string; tapId: string; act: DeskAct },
): Promise<DeskActed> {
  if (!mayDo(actor.role, needed[input.act.kind])) return { kind: 'not_allowed' }
  const [row] = await deps.store.byCodes([input.trackingCode])
  return row ? await actOnRow(deps, actor, row, input) : { kind: 'not_found' }
}

async function actOnRow(
  deps: Pick<DeskDeps, 'shipping' | 'couriers'>,
  actor: DeskActor,
  { id, trackingCode }: QueueRow,
  { tapId, act }: { tapId: string; act: DeskAct },
  known: Shipment | null = null,
): Promise<DeskActed> {
  const staff = { way: 'desk' as const, staffId: actor.staffId, role: actor.role, address: actor.address }
  const callId = `desk ${actor.staffId} ${actMark(act)} ${tapId} ${id}`
  if (act.kind === 'assign') return await assign(deps, { trackingCode, callId, staff, courierId: act.courierId }, known)
  const call = { callId, trackingCode, occurredAt: null, staff, ...callOf(act) }
  const moved = await moveByCarrier(deps.shipping, call)
  if (moved.kind === 'moved') return { kind: 'done', shipment: moved.shipment }
  // It was taken before, and another step came since: it does not stand as was asked for.
  const isElsewhere = call.status !== null && moved.kind === 'repeated' && moved.shipment.state !== call.status
  return isElsewhere ? { kind: 'illegal', shipment: moved.shipment } : moved
}

/**
 * A page that is gone back to, or stands still, has the same tap for another act. Of the code that the other side said nothing is
 * in it: it has four digits, and would be found by trying.
 */
function actMark(act: DeskAct): string {
  const { code: _, ...open } = { code: null, ...act }
  return secretMark(JSON.stringify(open))
}

function callOf(act: Exclude<DeskAct, { kind: 'assign' }>) {
  switch (act.kind) {
    case 'move':
      return { status: act.status, code: readHandoverCode(act.code ?? ''), codeOverride: act.codeOverride ?? null }
    case 'fail':
      return { status: 'delivery_failed' as const, reason: act.reason }
    case 'promise':
      return { status: null, eta: act.eta, window: act.window, reason: act.reason }
    case 'cancel':
      return { status: 'cancelled' as const, reason: act.reason }
  }
}

/** What became of one of many. `failed`: it threw, and that one stands as it did. */
export type DeskActedOfMany = DeskActed | { kind: 'failed'; error: unknown }

/** So many at once. */
export const maxBulk = 50

/**
 * The same act on many shipments: the result of each, in their order. One that throws keeps no other from its step, and may be
 * sent again with the same `tapId`.
 */
export async function actOnMany(
  deps: Pick<DeskDeps, 'store' | 'together' | 'couriers'>,
  actor: DeskActor,
  { trackingCodes, tapId, act }: { trackingCodes: readonly string[]; tapId: string; act: DeskAct },
): Promise<{ kind: 'too_many' } | { kind: 'acted'; results: { trackingCode: string; result: DeskActedOfMany }[] }> {
  const each = [...new Set(trackingCodes)]
  if (each.length > maxBulk) return { kind: 'too_many' }
  if (!mayDo(actor.role, needed[act.kind])) {
    return { kind: 'acted', results: each.map((trackingCode) => ({ trackingCode, result: { kind: 'not_allowed' } })) }
  }
  // What is the same for each of them is asked once.
  const rows = new Map((await deps.store.byCodes(each)).map((row) => [row.trackingCode, row]))
  const member = act.kind === 'assign' ? await deps.couriers.working(act.courierId) : null
  const couriers = { working: async () => member }
  const results = await deps.together(async (shipping) => {
    const known = act.kind === 'assign' ? await shipping.store.shipmentsByCode(each) : []
    const one = async (trackingCode: string): Promise<DeskActedOfMany> => {
      const row = rows.get(trackingCode)
      if (!row) return { kind: 'not_found' }
      const before = known.find((shipment) => shipment?.id === row.id)
      return await actOnRow({ shipping, couriers }, actor, row, { tapId, act }, before)
    }
    return await Promise.all(
      each.map(async (trackingCode) => {
        const result = await one(trackingCode).catch((error: unknown): DeskActedOfMany => ({ kind: 'failed', error }))
        return { trackingCode, result }
      }),
    )
  })
  return { kind: 'acted', results }
}
