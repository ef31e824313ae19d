import { expect, it } from 'vitest'
import { currentVersion, unsetFile, unsetVersion } from '#lib/business/index.ts'
import { businessStore, priceDraftStore } from '#lib/db/stores/business.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { cellsOf } from '#lib/shipping/index.ts'
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

const sara = { staffId: 'sara', role: 'admin', address: '203.0.113.7' } as const
const list = { ...unsetVersion.business.tariff, sample: false }
const cells = { ...cellsOf(list), 'city_express.same_city.small': 111_000 }
/** What only a newer build knows, as `logo` and `tariff.validTo` were once. */
const newer = { drones: true }

describeOnBothEngines('the desk of an older build beside a newer one', (open) => {
  const setUp = async () => {
    const world = await deskWorld(open().db)
    await world.account('sara', 'سارا', { role: 'admin' })
    const [store, drafts] = [businessStore(open().db), priceDraftStore(open().db)]
    await store.add({ ...unsetFile, name: 'بادپا', tariff: list }, now)
    return { ...world, store, drafts }
  }

  it.each(['the business', 'its prices'])(
    'goes on with the version before one in which it does not understand %s',
    async (what) => {
      const { desk, store } = await setUp()
      await store.add(
        {
          ...unsetFile,
          name: 'تازه',
          ...(what === 'the business' ? newer : {}),
          tariff: { ...list, ...(what === 'the business' ? {} : newer) },
        },
        now,
      )
      expect((await currentVersion(store)).business.name).toBe('بادپا')
      const data = { ...unsetFile, name: 'کهنه', tariff: list }
      for (const _ of ['once', 'knowingly']) {
        expect(await editBusiness(desk, sara, { base: 1, data })).toMatchObject({ kind: 'stale', now: { number: 1 } })
      }
      expect(await rollBackPrices(desk, sara, { base: 1, number: 1 })).not.toMatchObject({ kind: 'written' })
      await draftPrices(desk, sara, { revision: 0, cells })
      expect(await publishPrices(desk, sara, { base: 1, revision: 1 })).toEqual({ kind: 'stale' })
      const [last, ...others] = await store.newest(9)
      expect([last?.number, JSON.stringify(last?.data).includes('drones'), others.length]).toEqual([2, true, 1])
    },
  )

  it('throws no draft away that the newer one wrote and it does not understand', async () => {
    const { desk, drafts, audit } = await setUp()
    const row = { revision: 1, list: { ...list, ...newer }, base: 1, draftedBy: 'mina', draftedAt: now, parcels: [] }
    await drafts.save(row)
    const found = await readPrices(desk, sara)
    expect(found).toMatchObject({ kind: 'prices', draft: { list: null, revision: 1 } })
    const written = [await saveParcels(desk, sara, { revision: 1, parcels: [] }), await dropPrices(desk, sara, 1)]
    expect([await draftPrices(desk, sara, { revision: 1, cells }), ...written]).toEqual(
      Array(3).fill({ kind: 'newer' }),
    )
    expect(await publishPrices(desk, sara, { base: 1, revision: 1 })).toMatchObject({ kind: 'blocked' })
    expect([await drafts.find(), await audit()]).toEqual([row, []])
  })
})
