import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import example from '#lib/business/example.json' with { type: 'json' }
import { writeVersion } from '#lib/business/index.ts'
import { businessStore } from '#lib/db/stores/business.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import sample from '#lib/shipping/data/sample-tariff.json' with { type: 'json' }
import { businessIn, checkBusiness } from './business-check.ts'

const at = new Date('2026-11-29T09:00:00Z')

describeOnBothEngines('the doctor about the business', (open) => {
  const look = async () =>
    checkBusiness(
      await businessIn(
        async (statement) => (await open().db.execute<Record<string, unknown>>(sql.raw(statement))).rows,
      ),
      at,
    )
  const write = async (change: object) => await writeVersion(businessStore(open().db), { ...example, ...change }, at)

  it('says that it is not set, and how to set it', async () => {
    expect(await look()).toMatchObject({ state: 'note', remedy: expect.stringContaining('npm run business -- edit') })
  })

  it('says that its prices are a sample', async () => {
    await write({})
    expect(await look()).toMatchObject({ state: 'note', sentence: expect.stringContaining('are a sample') })
  })

  it('is content with a business that has its own prices', async () => {
    await write({ tariff: { ...sample, sample: false, name: 'تعرفهٔ بادپا' } })
    expect(await look()).toMatchObject({ state: 'good', sentence: 'The business is set: version 1.' })
  })

  it.each([
    ['1405-09-09', 'note', 'hold until 1405-09-09'],
    ['1405-09-07', 'wrong', 'ended with 1405-09-07'],
  ])('says that its prices end: %s', async (validTo, state, says) => {
    await write({ tariff: { ...sample, sample: false, validTo } })
    expect(await look()).toMatchObject({
      state,
      sentence: expect.stringContaining(says),
      remedy: expect.stringContaining('/desk/prices'),
    })
  })

  it('names the cities that Divar’s list lacks', async () => {
    await write({ area: { pickup: ['tehran', 'teheran'], dropoff: ['qom', 'ghom'] } })
    expect(await look()).toMatchObject({ state: 'note', sentence: expect.stringMatching(/knows no teheran, ghom:/) })
  })

  it('finds a version that another build wrote', async () => {
    await businessStore(open().db).add({ ...example, drones: true }, at)
    expect(await look()).toMatchObject({ state: 'wrong' })
  })
})
