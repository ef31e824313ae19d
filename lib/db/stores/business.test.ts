import { expect, it } from 'vitest'
import example from '#lib/business/example.json' with { type: 'json' }
import { currentVersion, unsetVersion, writeVersion } from '#lib/business/index.ts'
import { describeOnBothEngines } from '../testing.ts'
import { businessStore } from './business.ts'

const at = new Date('2026-11-29T09:00:00Z')

describeOnBothEngines('the versions of the business', (open) => {
  const store = () => businessStore(open().db)

  it('are none at first', async () => {
    expect(await store().newest(5)).toEqual([])
    expect(await store().written(1)).toBeNull()
    expect(await currentVersion(store())).toEqual(unsetVersion)
  })

  it('are counted from 1, and an edit leaves those before it as they were', async () => {
    await writeVersion(store(), example, at)
    await writeVersion(store(), { ...example, name: 'پیک صبا' }, at)
    expect((await store().newest(5)).map(({ number }) => number)).toEqual([2, 1])
    expect(await store().written(1)).toMatchObject({ number: 1, data: { name: example.name } })
    expect((await currentVersion(store())).business.name).toBe('پیک صبا')
  })

  it('get a number each where many are written at once', async () => {
    const added = Array.from({ length: 6 }, async () => await store().add(example, at))
    expect((await Promise.all(added)).toSorted()).toEqual([1, 2, 3, 4, 5, 6])
  })
})
