import { newId } from '#lib/kernel/ids.ts'
import { mayDo } from '#lib/staff/index.ts'
import { endsOn, type PaperKind, writePrint } from '../paper.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import { dayOf, type SheetDay, stopsOn } from '../stops.ts'
import { maxBulk } from './act.ts'

export type Printed =
  /** It may be read for a while by who printed it. */
  | { kind: 'printed'; printId: string }
  | { kind: 'none' }
  | { kind: 'too_many' }
  /** Of these no address stands (any more): nothing is printed. */
  | { kind: 'gone'; trackingCodes: string[] }
  | { kind: 'no_such_courier' }
  | { kind: 'not_allowed' }

type Deps = Pick<DeskDeps, 'store' | 'shipping' | 'clock'>

/** Prints these shipments. A name on paper is a name shown: each has its entry in the audit before anybody reads it. */
export async function printShipments(
  deps: Deps,
  actor: DeskActor,
  { paper, trackingCodes }: { paper: PaperKind; trackingCodes: readonly string[] },
): Promise<Printed> {
  if (!mayDo(actor.role, 'contact.reveal')) return { kind: 'not_allowed' }
  const codes = [...new Set(trackingCodes)]
  if (codes.length > maxBulk) return { kind: 'too_many' }
  const found = await deps.store.byCodes(codes)
  if (found.length === 0) return { kind: 'none' }
  const rows = await deps.store.onPaper(found.map(({ id }) => id))
  const gone = rows.filter(({ sealed }) => endsOn[paper].some((end) => sealed[end] === null))
  if (gone.length > 0) return { kind: 'gone', trackingCodes: gone.map(({ trackingCode }) => trackingCode) }
  // In the order in which they were chosen.
  const ids = codes.flatMap((code) => rows.find(({ trackingCode }) => trackingCode === code)?.id ?? [])
  return await record(deps, actor, (printId) =>
    ids.map((which) => ({ what: 'contact.print', which, detail: writePrint(paper, printId) })),
  )
}

/** Prints where one courier goes, however much that is; the sheet of nothing is a sheet too. */
export async function printSheet(
  deps: Deps & Pick<DeskDeps, 'couriers'>,
  actor: DeskActor,
  { courierId, day }: { courierId: string; day: SheetDay },
): Promise<Printed> {
  if (!mayDo(actor.role, 'contact.reveal')) return { kind: 'not_allowed' }
  if (!(await deps.couriers.working(courierId))) return { kind: 'no_such_courier' }
  const rows = await deps.store.onPaper(await deps.store.ofCourier(courierId))
  const ids = new Set(stopsOn(rows, dayOf(day, deps.clock())).map(({ row }) => row.id))
  return await record(deps, actor, (printId) => [
    { what: 'sheet.print', which: courierId, detail: writePrint(day, printId) },
    ...[...ids].map((which) => ({ what: 'contact.print', which, detail: writePrint('sheet', printId) })),
  ])
}

type Entry = { what: string; which: string; detail: string }

/** All of it stands in the audit, or none. */
async function record(
  { shipping, clock }: Deps,
  { staffId, address }: DeskActor,
  entriesOf: (printId: string) => Entry[],
): Promise<Printed> {
  const printId = newId()
  const at = clock()
  await shipping.transaction(async (tx) => {
    for (const entry of entriesOf(printId)) await tx.recordAudit({ ...entry, at, staffId, address })
  })
  return { kind: 'printed', printId }
}
