import { expect, it } from 'vitest'
import { unsetFile, unsetVersion } from '#lib/business/index.ts'
import { businessStore, priceHistory } from '#lib/db/stores/business.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { businessDesk } from '#lib/services/business.ts'
import { acceptProposal, cellsOf, type PriceCells, sampleTariff } from '#lib/shipping/index.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { type Role, roles } from '#lib/staff/index.ts'
import {
  draftPrices,
  dropPrices,
  editBusiness,
  publishPrices,
  readPrices,
  rollBackPrices,
  saveParcels,
} from './index.ts'
import { deskWorld, now } from './testing.ts'

const person = (staffId: string, role: Role = 'admin') => ({ staffId, role, address: '203.0.113.7' }) as const
const [sara, mina, omid] = [person('sara'), person('mina', 'manager'), person('omid')]
/** As a version has it. */
const cleanSample = () => unsetVersion.business.tariff
const small = 'city_express.same_city.small'
const cells = (change: PriceCells = {}): PriceCells => ({ ...cellsOf(sampleTariff), 'list.sample': false, ...change })
const parcel = {
  service: 'city_express',
  distance: 'same_city',
  size: 'small',
  weightGrams: 2_000,
  fragile: false,
  expectedToman: 110_000,
} as const

describeOnBothEngines('the prices on the desk', (open) => {
  const setUp = async (isWritten = true) => {
    const world = await deskWorld(open().db)
    await world.account('sara', 'سارا', { role: 'admin' })
    await world.account('mina', 'مینا', { role: 'manager' })
    const store = businessStore(open().db)
    if (isWritten) await store.add({ ...unsetFile, name: 'بادپا', tariff: cleanSample() }, now)
    const read = async (actor = sara) => {
      const found = await readPrices(world.desk, actor)
      if (found.kind !== 'prices') throw new Error(found.kind)
      return found
    }
    const draft = async (change: PriceCells, actor = mina, revision?: number) =>
      await draftPrices(world.desk, actor, {
        revision: revision ?? (await read()).draft.revision,
        cells: cells(change),
      })
    const publish = async (actor = sara, seen: { base?: number; revision?: number } = {}) => {
      const { version, draft } = await read()
      return await publishPrices(world.desk, actor, { base: version.number, revision: draft.revision, ...seen })
    }
    const price = async () => cellsOf((await read()).version.business.tariff)[small]
    const acts = async () => (await world.audit()).map(({ staffId, what, which }) => [staffId, what, which])
    return { ...world, store, read, draft, publish, price, acts }
  }

  it('are drafted by one, published by another as a version more, and change nothing else of the business', async () => {
    const { read, draft, publish, price, acts, store } = await setUp()
    expect(await read()).toMatchObject({ draft: { revision: 0, list: null }, changes: [], block: 'no_draft' })
    expect(await draft({ [small]: 100_000 })).toEqual({ kind: 'written', revision: 1 })
    const { changes, draft: drafted } = await read()
    expect(drafted).toMatchObject({ base: 1, draftedBy: 'mina', draftedAt: now })
    expect(changes).toMatchObject([
      { cell: 'list.sample', before: true, after: false },
      { cell: small, before: 85_000, after: 100_000, percent: 18, isLeap: false },
    ])
    expect(await price()).toBe(85_000)
    expect(await publish()).toEqual({ kind: 'written', number: 2 })
    expect(await price()).toBe(100_000)
    const [newest, before] = await store.newest(2)
    expect({ ...newest?.data, tariff: null }).toEqual({ ...before?.data, tariff: null })
    expect(await read()).toMatchObject({ draft: { list: null, revision: 2 }, block: 'no_draft' })
    expect(await acts()).toEqual([
      ['mina', 'prices.draft', null],
      ['sara', 'prices.publish', '2'],
    ])
  })

  it('are published by nobody who wrote them last themselves, unless nobody else is there', async () => {
    const { account, read, draft, publish } = await setUp()
    await draft({ [small]: 100_000 }, sara)
    expect((await read()).block).toBe('second_person')
    expect(await publish()).toMatchObject({ kind: 'blocked', why: 'second_person' })
    await account('omid', 'امید', { role: 'admin' })
    expect(await publish(omid)).toEqual({ kind: 'written', number: 2 })
  })

  it('are published by the one who wrote them where every other account is disabled, invited or for something else', async () => {
    const world = await deskWorld(open().db)
    await world.account('sara', 'سارا', { role: 'admin' })
    await world.account('old', 'قدیمی', { role: 'admin', state: 'disabled' })
    await world.account('new', 'تازه', { role: 'manager', state: 'invited' })
    await world.account('see', 'بیننده', { role: 'dispatcher' })
    await businessStore(open().db).add({ ...unsetFile, tariff: cleanSample() }, now)
    await draftPrices(world.desk, sara, { revision: 0, cells: cells({ [small]: 100_000 }) })
    expect(await publishPrices(world.desk, sara, { base: 1, revision: 1 })).toMatchObject({ kind: 'written' })
  })

  it('take one of two publications at once, and tell the other', async () => {
    const { account, draft, publish, acts, store } = await setUp()
    await account('omid', 'امید', { role: 'admin' })
    await draft({ [small]: 100_000 })
    const both = await Promise.all([publish(sara, { base: 1, revision: 1 }), publish(omid, { base: 1, revision: 1 })])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['stale', 'written'])
    expect((await store.newest(9)).map(({ number }) => number)).toEqual([2, 1])
    expect((await acts()).filter(([, what]) => what === 'prices.publish')).toHaveLength(1)
  })

  it('are published as they were looked at: never with a change that came meanwhile, nor over a version that did', async () => {
    const { desk, draft, publish, price, read } = await setUp()
    await draft({ [small]: 100_000 })
    await draft({ [small]: 1 })
    expect(await publish(sara, { revision: 1 })).toEqual({ kind: 'stale' })
    await editBusiness(desk, sara, { base: 1, data: { ...unsetFile, name: 'تندرو' } })
    expect(await publish(sara, { base: 1 })).toEqual({ kind: 'stale' })
    expect([await price(), (await read()).draft.list === null]).toEqual([85_000, false])
  })

  it('take a publication or an edit of the business, and a publication or a change of the draft, where both come at once', async () => {
    const { desk, draft, publish, read } = await setUp()
    await draft({ [small]: 100_000 })
    const edit = editBusiness(desk, sara, { base: 1, data: { ...unsetFile, name: 'تندرو' } })
    const first = await Promise.all([publish(sara, { base: 1, revision: 1 }), edit])
    expect(first.map(({ kind }) => kind).sort()).toEqual(['stale', 'written'])
    const { version, draft: open } = await read()
    const change = open.list === null ? await draft({ [small]: 120_000 }) : null
    const revision = change?.kind === 'written' ? change.revision : open.revision
    const second = await Promise.all([
      publish(sara, { base: version.number, revision }),
      draft({ [small]: 130_000 }, mina, revision),
    ])
    expect(second.map(({ kind }) => kind).sort()).toEqual(['stale', 'written'])
  })

  it('are not published while a saved parcel costs something else than is expected, which names it', async () => {
    const { desk, draft, publish, read } = await setUp()
    await draft({ [small]: 85_000, 'list.taxPercent': 9 })
    const parcels = [parcel, { ...parcel, expectedToman: 93_000 }]
    expect(await saveParcels(desk, mina, { revision: 1, parcels })).toEqual({ kind: 'written', revision: 2 })
    expect((await read()).checked.map(({ total, holds }) => [total, holds])).toEqual([
      [93_000, false],
      [93_000, true],
    ])
    expect(await publish()).toMatchObject({ kind: 'blocked', why: 'parcels', parcels: [{ parcel, total: 93_000 }] })
    await draft({ [small]: 100_000 })
    await saveParcels(desk, mina, { revision: 3, parcels: [parcel] })
    expect(await publish()).toMatchObject({ kind: 'written' })
    expect((await read()).draft.parcels).toEqual([parcel])
  })

  it('stay whose they are when somebody else changes what parcels have to cost', async () => {
    const { desk, draft, publish } = await setUp()
    await draft({ [small]: 100_000 }, sara)
    await saveParcels(desk, mina, { revision: 1, parcels: [parcel] })
    expect(await publish()).toMatchObject({ kind: 'blocked', why: 'second_person' })
  })

  it('go back to those of an earlier version at once, by an admin alone, whatever is being drafted', async () => {
    const { desk, draft, publish, price, read, acts } = await setUp()
    await draft({ [small]: 100_000 })
    await publish()
    await draft({ [small]: 200_000 })
    const back = async (number: number, base = 2, actor: typeof sara | typeof mina = sara) =>
      await rollBackPrices(desk, actor, { base, number })
    expect(await back(1, 2, mina)).toMatchObject({ kind: 'blocked', why: 'not_allowed' })
    expect([await back(2), await back(7), await back(1, 1)]).toMatchObject([
      { kind: 'blocked', why: 'no_change' },
      { kind: 'not_found' },
      { kind: 'stale' },
    ])
    expect(await back(1)).toEqual({ kind: 'written', number: 3 })
    const { versions, draft: drafted, names } = await read()
    expect([await price(), drafted.list === null]).toEqual([85_000, false])
    expect(versions).toMatchObject([
      { number: 3, staffId: 'sara', isCurrent: true },
      { number: 2, staffId: 'sara', isCurrent: false },
      { number: 1, staffId: null, writtenAt: now },
    ])
    expect(names.get('sara')).toBe('سارا')
    expect((await acts()).at(-1)).toEqual(['sara', 'prices.roll_back', '3'])
  })

  it('are listed by the versions that changed them, and go to no version whose prices a service that is on lacks', async () => {
    const { desk, read, store } = await setUp()
    const less = { ...cleanSample(), services: sampleTariff.services.slice(1) }
    const services = { ...unsetFile.services, city_express: false }
    await store.add({ ...unsetFile, services, tariff: less }, now)
    await store.add({ ...unsetFile, name: 'تندرو', tariff: cleanSample() }, now)
    await store.add({ ...unsetFile, name: 'چابک', tariff: cleanSample() }, now)
    expect((await read()).versions.map(({ number }) => number)).toEqual([3, 2, 1])
    expect((await priceHistory(open().db)(2)).map(({ number }) => number)).toEqual([3, 2])
    expect(await rollBackPrices(desk, sara, { base: 4, number: 2 })).toMatchObject({
      kind: 'refused',
      faults: [{ path: 'services.city_express' }],
    })
  })

  it('stay listed, and can be gone back to, however often something else of the business is changed after them', async () => {
    const { desk, read, store } = await setUp()
    const dearer = { ...cleanSample(), validTo: '1499-12-29' }
    await store.add({ ...unsetFile, tariff: dearer }, now)
    for (let edit = 0; edit < 120; edit++) await store.add({ ...unsetFile, name: `بادپا ${edit}`, tariff: dearer }, now)
    expect((await read()).versions.map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
      [2, true],
      [1, false],
    ])
    expect(await rollBackPrices(desk, sara, { base: 122, number: 1 })).toMatchObject({ kind: 'written' })
  })

  it('are neither published nor gone back to once their last day is over', async () => {
    const { desk, draft, publish, store, read } = await setUp()
    await draft({ 'list.validTo': '1300-01-01' })
    expect(await publish()).toMatchObject({ kind: 'blocked', why: 'ended' })
    await draft({ 'list.validTo': '1499-12-29' })
    expect(await publish()).toMatchObject({ kind: 'written' })
    expect((await read()).version.business.tariff.validTo).toBe('1499-12-29')
    await store.add({ ...unsetFile, tariff: { ...cleanSample(), validTo: '1300-01-01' } }, now)
    await store.add({ ...unsetFile, tariff: cleanSample() }, now)
    expect(await rollBackPrices(desk, sara, { base: 4, number: 3 })).toMatchObject({ kind: 'blocked', why: 'ended' })
  })

  it('are drafted by managers and admins alone, and published by admins', async () => {
    const { desk, draft } = await setUp()
    await draft({ [small]: 100_000 })
    const may: Record<string, Role[]> = { read: [], draft: [], parcels: [], drop: [], publish: [] }
    for (const role of roles) {
      const actor = person('somebody', role)
      const kinds = {
        read: await readPrices(desk, actor),
        // Of a revision that is none: nothing is written.
        draft: await draftPrices(desk, actor, { revision: 9, cells: cells() }),
        parcels: await saveParcels(desk, actor, { revision: 9, parcels: [] }),
        drop: await dropPrices(desk, actor, 9),
        publish: await publishPrices(desk, actor, { base: 9, revision: 9 }),
      }
      for (const [deed, { kind }] of Object.entries(kinds)) {
        if (kind !== 'not_allowed' && kind !== 'blocked') may[deed]?.push(role)
      }
    }
    const drafting = ['manager', 'admin']
    expect(may).toEqual({ read: drafting, draft: drafting, parcels: drafting, drop: drafting, publish: ['admin'] })
  })

  it('are not published over a business that nobody wrote, nor where nothing changed', async () => {
    const { publish, draft, store } = await setUp(false)
    await draft({ [small]: 100_000 })
    expect(await publish()).toMatchObject({ kind: 'blocked', why: 'no_business' })
    await store.add({ ...unsetFile, tariff: { ...cleanSample(), sample: false } }, now)
    await draft({})
    expect(await publish()).toMatchObject({ kind: 'blocked', why: 'no_change' })
  })

  it('are drafted with an entry in the audit or not at all, and dropped with what they expect of parcels kept', async () => {
    const { desk, draft, read, acts } = await setUp()
    await refuse(open().db, 'insert on staff_audit', "new.staff_id = 'nobody'")
    await expect(draft({ [small]: 1 }, person('nobody', 'manager') as typeof mina)).rejects.toThrow()
    expect((await read()).draft).toMatchObject({ revision: 0, list: null })
    await saveParcels(desk, mina, { revision: 0, parcels: [parcel] })
    await draft({ [small]: 100_000 })
    expect(await dropPrices(desk, mina, 1)).toMatchObject({ kind: 'stale', now: { revision: 2 } })
    expect(await dropPrices(desk, mina, 2)).toEqual({ kind: 'written', revision: 3 })
    expect((await read()).draft).toMatchObject({ list: null, draftedBy: null, parcels: [parcel] })
    expect((await acts()).map(([, what]) => what)).toEqual(['prices.parcels', 'prices.draft', 'prices.drop'])
  })

  it('take one of two drafts of the same revision, the first of all among them', async () => {
    const { draft, read } = await setUp()
    for (const revision of [0, 1]) {
      const both = await Promise.all([
        draft({ [small]: 100_000 + revision }, mina, revision),
        draft({ [small]: 200_000 + revision }, sara, revision),
      ])
      expect(both.map(({ kind }) => kind).sort()).toEqual(['stale', 'written'])
      expect((await read()).draft.revision).toBe(revision + 1)
    }
  })

  it('tell anyone who comes late what the same request would change of the draft that stands there', async () => {
    const { desk, draft, read } = await setUp()
    await draft({ [small]: 100_000 })
    await draft({ [small]: 120_000 }, sara)
    const changes = (late: Awaited<ReturnType<typeof draft>>) =>
      late.kind === 'stale' ? late.changes.map(({ cell, before, after }) => [cell, before, after]) : late.kind
    expect(changes(await draft({ [small]: 110_000 }, mina, 1))).toEqual([[small, 120_000, 110_000]])
    expect(changes(await draft({ [small]: 120_000 }, mina, 1))).toEqual([])
    expect(changes(await dropPrices(desk, mina, 1))).toContainEqual([small, 120_000, 85_000])
    expect(cellsOf((await read()).shown)[small]).toBe(120_000)
    await saveParcels(desk, sara, { revision: 2, parcels: [parcel] })
    const late = await saveParcels(desk, mina, { revision: 2, parcels: [] })
    const parcels = { now: { revision: 3, parcels: [parcel] }, wanted: { parcels: [] } }
    expect(late).toMatchObject({ kind: 'stale', changes: [], ...parcels })
  })

  it('name the cell that is wrong, and leave the draft as it was', async () => {
    const { draft, read } = await setUp()
    expect(await draft({ [small]: -1 })).toEqual({ kind: 'refused', cells: [small] })
    expect((await read()).draft.revision).toBe(0)
  })

  it('leave a proposal that was made before at its own price', async () => {
    const { deps, desk, draft, publish, store, booked, fill, shownTo, stands } = await setUp()
    const { offers } = businessDesk({ store, clock: deps.clock, elapsed: () => Number.NaN })
    Object.assign(deps, { offers })
    const { trackingCode } = await booked(buyer)
    const before = await stands(trackingCode)
    await draft({ [small]: 500_000 })
    expect(await publish()).toMatchObject({ kind: 'written' })
    expect(cellsOf(await offers.current())[small]).toBe(500_000)
    await fill(seller)
    expect(await acceptProposal(deps, seller, await shownTo(seller, trackingCode))).toMatchObject({ kind: 'accepted' })
    const after = await stands(trackingCode)
    expect(after.quote).toMatchObject({ max: before.quote.max, version: 1 })
    expect(desk.shipping).toBe(deps)
  })
})
