import { type AuditFilter, mayDo, type NumberedEntry, namesOfStaff } from '#lib/staff/index.ts'
import type { AuditQuery } from '../audit-query.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'

type Deps = Pick<DeskDeps, 'store' | 'staff'>

export type AuditPage = {
  kind: 'page'
  entries: NumberedEntry[]
  /** What the next page begins before; null: this is the last. */
  next: number | null
  /** Everybody who is or was on the staff and is not erased, by name. */
  staff: { id: string; name: string }[]
  /** The tracking codes of the shipments of this page that still stand, by id. */
  codes: Map<string, string>
}

const pageSize = 50

/** A page of the audit, the newest first. It goes on before the last entry that was shown, so no new one moves it. */
export async function readAudit(
  deps: Deps,
  actor: DeskActor,
  query: AuditQuery,
): Promise<AuditPage | { kind: 'not_allowed' }> {
  const staff = await namesOfStaff(deps.staff, actor)
  if (staff === null) return { kind: 'not_allowed' }
  const found = await deps.staff.store.auditBefore(query.before, pageSize + 1, await filterOf(deps, query))
  const entries = found.slice(0, pageSize)
  const codes = await deps.store.codesOf(entries.flatMap(({ which }) => which ?? []))
  const next = found.length > pageSize ? (entries.at(-1)?.number ?? null) : null
  return { kind: 'page', entries, next, staff, codes }
}

/** So many entries are read at a time. */
const atOnce = 500

/** All that the query asks for, in the order in which it was written, some at a time; null: the role may not read it. */
export function auditEntries(deps: Deps, actor: DeskActor, query: AuditQuery): AsyncIterable<NumberedEntry[]> | null {
  return mayDo(actor.role, 'audit.read') ? inOrder(deps, query) : null
}

async function* inOrder(deps: Deps, query: AuditQuery) {
  const filter = await filterOf(deps, query)
  for (let last = 0; ; ) {
    const entries = await deps.staff.store.audit(last, atOnce, filter)
    const end = entries.at(-1)
    if (!end) return
    yield entries
    last = end.number
  }
}

/** The audit names a shipment by its id, people by its code. */
async function filterOf({ store }: Deps, { who, what, which }: AuditQuery): Promise<AuditFilter> {
  if (which === null) return { staffId: who, what, which }
  const ids = (await store.byCodes([which])).map(({ id }) => id)
  return { staffId: who, what, which: [which, ...ids] }
}
