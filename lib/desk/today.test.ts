import { expect, it } from 'vitest'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import type { Role } from '#lib/staff/index.ts'
import { threadWorld } from '#lib/threads/testing.ts'
import { readToday } from './index.ts'
import { deskWorld, inMinutes, now, putShipment } from './testing.ts'

const actor = (role: Role) => ({ staffId: 'mina', role, address: null })

describeOnBothEngines("the first page of the desk, with a day's work", (open) => {
  const setUp = async () => {
    const { desk } = await deskWorld(open().db)
    const read = async (role: Role = 'dispatcher') => {
      const today = await readToday({ ...desk, clock: () => now }, actor(role))
      if ('kind' in today) throw new Error(today.kind)
      return today
    }
    return { desk, read }
  }
  const put = async (id: string, row: Parameters<typeof putShipment>[1], isProposal = false) =>
    await putShipment(open().db, { id, promisedAt: inMinutes(600), ...row }, isProposal)

  it('counts what is open, and what every courier has to collect and to bring, those who are free last', async () => {
    const { read } = await setUp()
    await put('new', {})
    await put('proposal', { state: 'proposed' }, true)
    await put('collect', { state: 'assigned', courierId: 'reza' })
    await put('way', { state: 'picked_up', courierId: 'reza' })
    await put('failed', { state: 'delivery_failed', courierId: 'reza' })
    await put('over', { state: 'delivered', courierId: 'ali', endedAt: inMinutes(-5) })
    const today = await read()
    expect(today.counts).toEqual({ new: 1, assigned: 1, on_the_way: 1, exceptions: 1, open: 4, ended_today: 1 })
    expect(today.exceptions).toEqual({ count: 1, isMore: false })
    expect(today.couriers).toEqual([
      { courierId: 'reza', name: 'رضا تندرو', toCollect: 1, onTheWay: 2 },
      { courierId: 'ali', name: 'علی رضایی', toCollect: 0, onTheWay: 0 },
    ])
  })

  it('says first of parcels that are with somebody who is given none any more', async () => {
    const { read } = await setUp()
    await put('left', { state: 'picked_up', courierId: 'gone' })
    await put('unknown', { state: 'assigned', courierId: 'nobody' })
    const [one, two, ...free] = (await read()).couriers ?? []
    expect(new Set([one, two])).toEqual(
      new Set([
        { courierId: 'gone', name: null, toCollect: 0, onTheWay: 1 },
        { courierId: 'nobody', name: null, toCollect: 1, onTheWay: 0 },
      ]),
    )
    expect(free.map(({ name }) => name)).toEqual(['رضا تندرو', 'علی رضایی'])
  })

  it('has orders that were given up and threads that nobody closed', async () => {
    const { read } = await setUp()
    const [carrier, world] = [carrierWorld(open().db), threadWorld(open().db)]
    const { trackingCode } = await carrier.accepted()
    carrier.answer({ kind: 'gone' })
    await carrier.work()
    const before = await read()
    expect(before.exceptions).toEqual({ count: (before.counts.exceptions ?? 0) + 1, isMore: false })
    expect(before.toAnswer).toEqual({ count: 0, isMore: false })
    const thread = await world.reportOf(trackingCode)
    expect((await read()).toAnswer).toEqual({ count: 1, isMore: false })
    await world.answer(thread, 'رسید', { closes: true })
    expect((await read()).toAnswer).toEqual({ count: 0, isMore: false })
  })

  it('is for each role what that role may do something about', async () => {
    const { desk, read } = await setUp()
    expect(await read('viewer')).toMatchObject({ exceptions: null, toAnswer: null, couriers: null })
    for (const role of ['dispatcher', 'manager', 'admin'] as const)
      expect(Object.values(await read(role))).not.toContain(null)
    expect(await readToday({ ...desk, clock: () => now }, { ...actor('manager'), staffId: 'another' })).toEqual(
      await read('manager'),
    )
    for (const role of ['auditor', 'courier'] as const)
      expect(await readToday(desk, actor(role))).toEqual({ kind: 'not_allowed' })
  })
})
