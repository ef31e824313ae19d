import { addSeconds } from '#lib/kernel/clock.ts'
import type { Contact, End } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { endsOn, type PaperKind, type PaperRow, paperKinds, printSeconds, readPrint } from '../paper.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import { dayOf, type SheetDay, type Stop, sheetDays, stopsOn } from '../stops.ts'

/** A shipment on paper. An end that is not for this paper, or whose address went meanwhile or opens with no key, is null. */
export type Paper = Omit<PaperRow, 'sealed'> & { contacts: Record<End, Contact | null> }

export type Print =
  | { kind: 'papers'; paper: PaperKind; papers: Paper[] }
  /** `dayBegan`: of the day that it is for. */
  | { kind: 'sheet'; courierId: string; dayBegan: Date; stops: (Stop<Omit<PaperRow, 'sealed'>> & Named)[] }
  /** Nobody printed that, or somebody else, or too long ago. */
  | { kind: 'not_found' }
  | { kind: 'not_allowed' }

type Named = { contact: Contact | null }

/** What somebody printed a moment ago, in full: nothing that the audit does not have under this id and their account. */
export async function readPrinted(
  deps: Pick<DeskDeps, 'store' | 'clock' | 'sealer'>,
  actor: DeskActor,
  printId: string,
): Promise<Print> {
  if (!mayDo(actor.role, 'contact.reveal')) return { kind: 'not_allowed' }
  const { store } = deps
  const now = deps.clock()
  const entries = (await store.printed(actor.staffId, printId, addSeconds(now, -printSeconds))).flatMap((entry) => {
    const said = readPrint(entry.detail, printId)
    return said === null ? [] : [{ ...entry, said }]
  })
  const ids = entries.flatMap(({ what, which }) => (what === 'contact.print' ? which : []))
  const head = entries.find(({ what }) => what === 'sheet.print')
  const rows = inOrder(ids, await store.onPaper(ids))
  if (head) return await sheetOf(deps, head.which, readDay(head.said), head.at, rows)
  const paper = paperKinds.find((kind) => kind === entries[0]?.said)
  if (!paper) return { kind: 'not_found' }
  const open = async (row: PaperRow, end: End) => (endsOn[paper].includes(end) ? await contactAt(deps, row, end) : null)
  const papers = rows.map(async (row) => {
    const { sealed: _, ...rest } = row
    return { ...rest, contacts: { pickup: await open(row, 'pickup'), dropoff: await open(row, 'dropoff') } }
  })
  return { kind: 'papers', paper, papers: await Promise.all(papers) }
}

async function sheetOf(
  deps: Pick<DeskDeps, 'sealer'>,
  courierId: string,
  day: SheetDay,
  printedAt: Date,
  rows: PaperRow[],
): Promise<Print> {
  const sheetDay = dayOf(day, printedAt)
  const stops = stopsOn(rows, sheetDay).map(async ({ row, end, due }) => {
    const { sealed: _, ...rest } = row
    return { row: rest, end, due, contact: await contactAt(deps, row, end) }
  })
  return { kind: 'sheet', courierId, dayBegan: sheetDay.began, stops: await Promise.all(stops) }
}

const readDay = (said: string): SheetDay => sheetDays.find((day) => day === said) ?? 'today'

const contactAt = async ({ sealer }: Pick<DeskDeps, 'sealer'>, { id, sealed }: PaperRow, end: End) =>
  sealed[end] === null ? null : await sealer.openOrNull<Contact>(sealed[end], { shipmentId: id })

function inOrder(ids: readonly string[], rows: readonly PaperRow[]): PaperRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
