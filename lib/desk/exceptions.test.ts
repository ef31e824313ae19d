import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipments } from '#lib/db/schema/shipping.ts'
import { staffAudit } from '#lib/db/schema/staff.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { deskDeps } from '#lib/services/desk.ts'
import { roles } from '#lib/staff/index.ts'
import { threadWorld } from '#lib/threads/testing.ts'
import { readExceptions, sendAgain } from './index.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const

describeOnBothEngines('the exceptions of the desk', (open) => {
  const setUp = () => {
    const world = carrierWorld(open().db)
    const { threads } = threadWorld(open().db)
    const desk = deskDeps({
      db: open().db,
      shipping: world.shipping,
      threads,
      together: async (work) => await work(world.shipping),
      wakeOrderIn: () => world.deps.wake,
    })
    const read = async () => {
      const found = await readExceptions(desk, mina)
      if (found.kind !== 'exceptions') throw new Error(found.kind)
      return found
    }
    /** Accepted, and the other system does not want to hear of it. */
    const dead = async (conversationId?: string) => {
      const shipment = await world.accepted(conversationId)
      world.answer({ kind: 'gone' })
      await world.work()
      const order = (await read()).orders.find(({ subjectId }) => subjectId === shipment.id)
      return { shipment, orderId: order?.id ?? '' }
    }
    const again = async (...ids: string[]) => {
      const sent = await sendAgain(desk, mina, ids)
      return sent.kind === 'tried' ? sent.results.map(({ kind }) => kind) : sent.kind
    }
    const audit = async () => await open().db.select().from(staffAudit)
    return { ...world, desk, read, dead, again, audit }
  }

  it('have an order that another system did not take, and send it again with the same id, once', async () => {
    const { dead, read, again, audit, work, received } = setUp()
    const { shipment, orderId } = await dead()
    const found = await read()
    expect(found.orders).toMatchObject([
      { id: orderId, type: 'shipment.accepted', lastReason: 'gone', attempts: 1, mayAgain: true },
    ])
    expect(found.codes.get(shipment.id)).toBe(shipment.trackingCode)
    const taps = await Promise.all([again(orderId), again(orderId), again(orderId)])
    expect(taps.flat().sort()).toEqual(['queued', 'unchanged', 'unchanged'])
    await work()
    expect(received.map(({ id, type }) => [id, type])).toEqual([
      [orderId, 'shipment.accepted'],
      [orderId, 'shipment.accepted'],
    ])
    expect((await read()).orders).toEqual([])
    expect(await again(orderId)).toEqual(['unchanged'])
    expect(await audit()).toMatchObject([
      { staffId: 'mina', what: 'order.again', which: orderId, detail: 'shipment.accepted', address: '203.0.113.7' },
    ])
  })

  it('send the others where one cannot be written, and that one not without its entry in the audit', async () => {
    const { dead, again, read, look } = setUp()
    const [first, second] = [await dead('conversation-1'), await dead('conversation-2')]
    await refuse(open().db, 'insert on staff_audit', `new.which = '${first.orderId}'`)
    expect(await again(first.orderId, 'unknown', second.orderId)).toEqual(['failed', 'unchanged', 'queued'])
    expect(await look(first.orderId, second.orderId)).toEqual([
      ['dead', 'gone'],
      ['queued', 'sent_again'],
    ])
    expect((await read()).orders.map(({ id }) => id)).toEqual([first.orderId])
  })

  it('send nothing again of which nothing is left', async () => {
    const { dead, again, read, look } = setUp()
    const { orderId } = await dead()
    await open().db.update(outbox).set({ lastReason: 'nothing_left' }).where(eq(outbox.id, orderId))
    expect(await again(orderId)).toEqual(['unchanged'])
    expect(await look(orderId)).toEqual([['dead', 'nothing_left']])
    expect((await read()).orders).toMatchObject([{ mayAgain: false }])
  })

  it('put nothing in the place of an order that an erasure took meanwhile', async () => {
    const { dead, desk } = setUp()
    const { orderId } = await dead()
    const overtaken = {
      ...desk.orders,
      async find(id: string) {
        const order = await desk.orders.find(id)
        await open().db.delete(outbox).where(eq(outbox.id, id))
        return order
      },
    }
    expect(await sendAgain({ ...desk, orders: overtaken }, mina, [orderId])).toEqual({
      kind: 'tried',
      results: [{ kind: 'unchanged' }],
    })
    expect(await open().db.select().from(outbox).where(eq(outbox.id, orderId))).toEqual([])
  })

  it('say of each message that did not surely arrive why it is not sent again', async () => {
    const { accepted, read } = setUp()
    const { id, trackingCode } = await accepted()
    const of = eq(outbox.subjectId, id)
    await open().db.update(outbox).set({ state: 'unconfirmed' }).where(of)
    const [message] = (await read()).messages
    expect(message).toMatchObject({ shipmentId: id, state: 'unconfirmed', why: 'unconfirmed' })
    await open().db.update(outbox).set({ state: 'refused', lastReason: 'http_412' }).where(of)
    expect((await read()).messages.map(({ why }) => why)).toContain('refused')
    await open().db.update(outbox).set({ lastReason: 'gave_up' }).where(of)
    expect((await read()).messages.map(({ why }) => why)).toContain('gave_up')
    expect((await read()).codes.get(id)).toBe(trackingCode)
  })

  it('have what is late, and go on beside a row that no version knows', async () => {
    const { accepted, read, dead, clock, work } = setUp()
    const { id } = await accepted()
    await work()
    await open()
      .db.update(shipments)
      .set({ promisedAt: new Date(clock().getTime() - 60_000) })
      .where(eq(shipments.id, id))
    const { orderId } = await dead('conversation-2')
    await open().db.update(outbox).set({ kind: 'shipment.sung', subjectId: null }).where(eq(outbox.id, orderId))
    const found = await read()
    expect(found.shipments.map((row) => row.id)).toEqual([id])
    expect(found.orders.map((order) => order.id)).toEqual([orderId])
  })

  it('are read and worked by dispatchers, managers and admins alone, 50 at once', async () => {
    const { desk, again } = setUp()
    const may = []
    for (const role of roles) {
      const actor = { ...mina, role }
      const [read, sent] = [await readExceptions(desk, actor), await sendAgain(desk, actor, ['one'])]
      expect(read.kind === 'not_allowed').toBe(sent.kind === 'not_allowed')
      if (read.kind === 'exceptions') may.push(role)
    }
    expect(may).toEqual(['dispatcher', 'manager', 'admin'])
    expect(await again(...Array.from({ length: 51 }, (_, i) => String(i)))).toBe('too_many')
  })
})
