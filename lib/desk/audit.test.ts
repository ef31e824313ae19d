import { expect, it } from 'vitest'
import { staff } from '#lib/db/schema/staff.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { staffWorld } from '#lib/staff/testing.ts'
import { auditEntries, parseAuditQuery, readAudit, reveal, writeAuditQuery } from './index.ts'
import { deskWorld, now } from './testing.ts'

const auditor = { staffId: 'sara', role: 'auditor', address: null } as const
const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const

describeOnBothEngines('the audit on the desk', (open) => {
  const setUp = async () => {
    const world = await deskWorld(open().db)
    const { deps } = staffWorld(open().db)
    const record = async (staffId: string | null, what: string, which: string | null = null) =>
      await deps.transaction(
        async (tx) => await tx.record({ at: now, staffId, what, which, detail: null, address: null }),
      )
    const page = async (query: Record<string, string> = {}, staff = world.desk.staff) => {
      const read = await readAudit({ ...world.desk, staff }, auditor, parseAuditQuery(query))
      if (read.kind !== 'page') throw new Error(read.kind)
      return read
    }
    const acts = async (query: Record<string, string> = {}) => (await page(query)).entries.map(({ what }) => what)
    return { ...world, record, page, acts }
  }

  it('is read from the newest on, each entry once, while others are written', async () => {
    const { record, page } = await setUp()
    for (let i = 0; i < 120; i += 1) await record('mina', `act.${'abcdefghij'[Math.floor(i / 12)]}`, String(i))
    const first = await page()
    await record('mina', 'act.late', 'late')
    const second = await page({ before: String(first.next) })
    const third = await page({ before: String(second.next) })
    expect([first, second, third].flatMap(({ entries }) => entries.map(({ which }) => which))).toEqual(
      Array.from({ length: 120 }, (_, i) => String(119 - i)),
    )
    expect(third.next).toBeNull()
  })

  it('is narrowed by who, what and which, and by the code of a shipment that it names by its id', async () => {
    const { record, acts, desk, reach, page } = await setUp()
    const { id, trackingCode } = await reach('accepted')
    await record('mina', 'team.invite', 'reza')
    await record(null, 'team.disable', 'reza')
    await reveal(desk, mina, { trackingCode, end: 'pickup' })
    expect(await acts({ who: 'mina' })).toEqual(['contact.reveal', 'team.invite'])
    expect(await acts({ who: 'nobody' })).toEqual(['team.disable'])
    expect(await acts({ what: 'team.invite' })).toEqual(['team.invite'])
    expect(await acts({ which: 'reza', who: 'mina' })).toEqual(['team.invite'])
    expect(await acts({ which: trackingCode.toLowerCase() })).toEqual(['contact.reveal'])
    expect(await acts({ which: 'AAA-AAA-AAA' })).toEqual([])
    expect(await page()).toMatchObject({ codes: new Map([[id, trackingCode]]) })
  })

  it('names everybody by name, and somebody whose name no key opens by their id', async () => {
    const { page } = await setUp()
    const { deps } = staffWorld(open().db)
    const sealer = deps.sealer
    const sealedName = await sealer.seal({ name: 'مینا رستمی' })
    await open()
      .db.insert(staff)
      .values({ id: 'mina', sealedName, role: 'viewer', state: 'active', createdAt: now, unusedSince: now })
    const { staff: named } = await page({}, { store: deps.store, sealer })
    expect(named.map(({ name }) => name).sort()).toEqual(['ali', 'gone', 'reza', 'مینا رستمی'])
  })

  it('leaves as all that fits, in the order in which it was written', async () => {
    const { record, desk } = await setUp()
    for (let i = 0; i < 1_003; i += 1) await record(i % 2 === 0 ? 'mina' : 'reza', 'act.one', String(i))
    const all = []
    for await (const some of auditEntries(desk, auditor, parseAuditQuery({ who: 'mina' })) ?? []) all.push(...some)
    expect(all.map(({ which }) => Number(which))).toEqual(Array.from({ length: 502 }, (_, i) => i * 2))
  })

  it('is read by admins and auditors alone', async () => {
    const { desk } = await setUp()
    const query = parseAuditQuery({})
    const may = []
    for (const role of roles) {
      const { kind } = await readAudit(desk, { ...auditor, role }, query)
      expect(auditEntries(desk, { ...auditor, role }, query) === null).toBe(kind === 'not_allowed')
      if (kind === 'page') may.push(role)
    }
    expect(may).toEqual(['admin', 'auditor'])
  })

  it('has an address that says what is shown, and no fault for one that somebody changed', () => {
    const query = { who: 'nobody', what: 'shipment.move', which: null, before: 12 }
    expect(parseAuditQuery(Object.fromEntries(new URLSearchParams(writeAuditQuery(query))))).toEqual(query)
    const strange = { who: "' or 1", what: '<b>', which: '%00', before: '-1' }
    expect(parseAuditQuery(strange)).toEqual({ who: null, what: null, which: null, before: null })
  })
})
