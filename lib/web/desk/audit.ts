import 'server-only'
import { type AuditQuery, auditEntries, parseAuditQuery, readAudit, writeAuditQuery } from '#lib/desk/index.ts'
import { auditActLabel, auditActLabels, auditDetail } from '#lib/fa/audit-texts.ts'
import { formatStamp } from '#lib/fa/date.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { mayDo, type NumberedEntry } from '#lib/staff/index.ts'
import { deskFile } from './file.ts'
import type { StaffHere } from './session.ts'

const path = '/desk/audit'
const href = (to: string, query: AuditQuery) => {
  const written = writeAuditQuery(query)
  return written === '' ? to : `${to}?${written}`
}

/** A page of the audit as the address says it. */
export async function auditView({ app, staff }: StaffHere, given: Record<string, string>) {
  const query = parseAuditQuery(given)
  const page = await readAudit(app.desk, staff, query)
  if (page.kind !== 'page') return null
  const names = new Map(page.staff.map(({ id, name }) => [id, name]))
  const first = { ...query, before: null }
  const opensShipments = mayDo(staff.role, 'queue.read')
  const lineOf = ({ number, at, staffId, what, which, detail, address }: NumberedEntry) => {
    const code = which === null ? undefined : page.codes.get(which)
    return {
      number: String(number),
      when: formatStamp(at, app.clock()),
      who: staffId === null ? null : (names.get(staffId) ?? staffId),
      what: auditActLabel(what),
      which: which === null ? null : code === undefined ? (names.get(which) ?? which) : formatTrackingCode(code),
      isName: which !== null && names.has(which),
      whichHref: code !== undefined && opensShipments ? `/desk/shipments/${code}` : null,
      detail: auditDetail(detail, names),
      address,
    }
  }
  return {
    filter: { who: query.who ?? '', what: query.what ?? '', which: (given.which ?? '').trim().slice(0, 64) },
    choices: {
      who: page.staff.map(({ id, name }) => ({ value: id, label: name })),
      what: Object.entries(auditActLabels).map(([value, label]) => ({ value, label })),
    },
    isFiltered: query.who !== null || query.what !== null || query.which !== null,
    lines: page.entries.map(lineOf),
    firstHref: query.before === null ? null : href(path, first),
    nextHref: page.next === null ? null : href(path, { ...query, before: page.next }),
    linesHref: href(`${path}/lines`, first),
  }
}

/** `GET /desk/audit/lines`: what the filter shows, all of it, a JSON object a line, in the order in which it was written. */
export async function auditLines(request: Request): Promise<Response> {
  const query = parseAuditQuery(Object.fromEntries(new URL(request.url).searchParams))
  return await deskFile(
    { page: path, may: 'audit.read', name: 'peyk-audit', format: 'jsonl' },
    async ({ app, staff }) => {
      const entries = auditEntries(app.desk, staff, query)
      return entries && linesOf(entries)
    },
  )
}

async function* linesOf(pages: AsyncIterable<NumberedEntry[]>): AsyncGenerator<string, void, void> {
  for await (const entries of pages) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}
