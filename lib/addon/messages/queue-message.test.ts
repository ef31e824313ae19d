import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { queueMessage } from './index.ts'
import { messageWorld, proposal } from './testing.ts'

describeOnBothEngines('queueMessage', (open) => {
  it('writes the message and wakes its delivery', async () => {
    const world = messageWorld(open().db)
    const message = await world.queue()
    expect(message).toMatchObject({ ...proposal, state: 'queued', position: 1, attempts: 0, sentAt: null })
    expect(await world.deps.messages.find(message.id)).toEqual(message)
    expect(world.woken).toEqual([{ id: message.id, afterSeconds: 0 }])
  })

  it('returns the existing message when the same one is queued again', async () => {
    const world = messageWorld(open().db)
    const message = await world.queue()
    expect(await world.queue({ text: 'متنی دیگر' })).toEqual(message)
    expect(world.woken).toHaveLength(1)
  })

  it('writes nothing when its transaction is rolled back', async () => {
    const world = messageWorld(open().db)
    await open()
      .db.transaction(async (tx) => {
        const deps = { messages: messageTransaction(tx), wake: world.deps.wake, clock: world.clock }
        await queueMessage(deps, proposal)
        throw new Error('no booking after all')
      })
      .catch(() => undefined)
    expect(await world.deps.messages.ofSubject('shipment', 'shipment-1')).toEqual([])
  })

  it('marks a message without a grant as unannounced and delivers nothing', async () => {
    const world = messageWorld(open().db)
    const message = await world.queue({ grantId: null })
    expect(await world.look(message.id)).toEqual(['unannounced', 'not_announced'])
    expect(world.woken).toEqual([])
  })

  it('queues an unannounced message as it is now once there is a grant, at its place, and only then', async () => {
    const world = messageWorld(open().db)
    const waits = await world.queue({ grantId: null })
    expect(await world.queue({ grantId: null, text: 'متنی دیگر' })).toEqual(waits)
    await world.queue({ kind: 'answer' })
    world.clock.advance(60)
    const { id, position, createdAt } = waits
    const text = 'متنی دیگر'
    const leaves = { id, position, createdAt, text, grantId: 'grant-1', state: 'queued', lastReason: null }
    expect(await world.queue({ text })).toMatchObject({ ...leaves, dueAt: world.clock() })
    expect(world.woken.at(-1)).toEqual({ id, afterSeconds: 0 })
    expect(await world.deps.messages.find(id)).toMatchObject(leaves)
    expect(await world.queue({ text: 'سومی' })).toMatchObject(leaves)
  })

  it('leaves an unannounced message that was overtaken, and counts another occurrence as another one', async () => {
    const world = messageWorld(open().db)
    const { id } = await world.queue({ grantId: null })
    await open().db.update(outbox).set({ overtaken: true }).where(eq(outbox.id, id))
    expect(await world.queue()).toMatchObject({ id, state: 'unannounced' })
    const inChat = { subject: 'conversation', subjectId: 'conversation-1', kind: 'reply' } as const
    const first = await world.queue(inChat)
    expect((await world.queue({ ...inChat, occurrence: 2 })).id).not.toBe(first.id)
  })

  it('says whether it has written a new message', async () => {
    const world = messageWorld(open().db)
    const created: unknown[] = []
    for (const grantId of [null, null, 'grant-1', 'grant-1']) {
      await open().db.transaction(async (tx) => {
        const deps = { messages: messageTransaction(tx), wake: world.deps.wake, clock: world.clock }
        const queued = await queueMessage(deps, { ...proposal, grantId })
        created.push(queued.ok && queued.created)
      })
    }
    expect(created).toEqual([true, false, false, false])
  })

  it('obeys the budget without counting messages that never reached the chat', async () => {
    const world = messageWorld(open().db)
    await world.queue({ kind: 'reminder' })
    await expect(world.queue({ kind: 'failure' })).rejects.toThrow('over_budget')
    await world.supersede(['reminder'])
    expect(await world.queue({ kind: 'failure' })).toMatchObject({ kind: 'failure', position: 2 })
  })

  it('orders concurrent messages of one subject and accepts one of each kind', async () => {
    const world = messageWorld(open().db)
    const kinds = ['proposal', 'answer', 'pickup', 'end', 'proposal', 'answer'] as const
    const queued = await Promise.all(kinds.map(async (kind) => await world.queue({ kind })))
    expect(new Set(queued.map((message) => message.id)).size).toBe(4)
    const all = await world.deps.messages.ofSubject('shipment', 'shipment-1')
    expect(all.map((message) => message.position)).toEqual([1, 2, 3, 4])
  })

  it('supersedes queued messages when their subject has moved on', async () => {
    const world = messageWorld(open().db)
    const message = await world.queue()
    const other = await world.queue({ subjectId: 'shipment-2' })
    await open().db.transaction(
      async (tx) => await messageTransaction(tx).supersede('shipment', 'shipment-1', ['proposal']),
    )
    expect(await world.look(message.id)).toEqual(['superseded', null])
    expect(await world.look(other.id)).toEqual(['queued', null])
  })
})
