import { expect, it } from 'vitest'
import { tickets } from '#lib/db/schema/access.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { toConversationId } from '#lib/divar/index.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import { acceptLaunch, actionActor, callStore } from './index.ts'
import { accessWorld, launch } from './testing.ts'

const now = new Date('2026-11-22T09:00:00Z')
const numbers = Array.from({ length: 250 }, (_, index) => index)

describeOnBothEngines('calls of one moment', (open) => {
  function world() {
    const { db } = open()
    const { deps } = accessWorld(db)
    const counted = { tickets: [] as number[], parties: [] as number[] }
    const own = accessStore(db)
    const calls = callStore({
      async insertTickets(all) {
        counted.tickets.push(all.length)
        await own.insertTickets(all)
      },
      async partiesOfEach(all) {
        counted.parties.push(all.length)
        return await own.partiesOfEach(all)
      },
    })
    const accept = async (conversation: string) => {
      const accepted = await acceptLaunch(
        { ...deps, calls },
        { ...launch, conversationId: toConversationId(conversation) },
      )
      if (accepted.kind !== 'ticket') throw new Error(accepted.kind)
      return accepted.ticket
    }
    const actorOf = async (index: number, userId: string) =>
      await actionActor({ calls }, { conversationId: `talk-${index}`, side: 'SUPPLY', userId })
    return { db, store: own, deps, counted, accept, actorOf }
  }

  it('get a ticket each, of their own conversation, in a few statements', async () => {
    const { accept, counted, store } = world()
    const given = await Promise.all(numbers.map(async (index) => await accept(`talk-${index}`)))
    expect(new Set(given).size).toBe(250)
    expect(counted.tickets.reduce((sum, one) => sum + one, 0)).toBe(250)
    expect(counted.tickets.length).toBeLessThan(10)
    for (const index of [0, 99, 100, 249]) {
      const hash = hashSecret(given[index] ?? '')
      expect(await store.findTicket(hash)).toMatchObject({ conversationId: `talk-${index}` })
    }
  })

  it('are answered only once their ticket is stored', async () => {
    const { deps, store } = world()
    const order: string[] = []
    const calls = callStore({
      ...store,
      async insertTickets(all) {
        await store.insertTickets(all)
        order.push('stored')
      },
    })
    const accept = async () => {
      await acceptLaunch({ ...deps, calls }, launch)
      order.push('answered')
    }
    await Promise.all([accept(), accept()])
    expect(order).toEqual(['stored', 'answered', 'answered'])
  })

  it('are not held up by one whose row the database refuses', async () => {
    const { accept, db } = world()
    await refuse(db, 'insert on tickets', "new.conversation_id = 'talk-3'")
    const settled = await Promise.allSettled(numbers.slice(0, 20).map(async (index) => await accept(`talk-${index}`)))
    expect(settled.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([3])
    const rows = await db.select({ conversationId: tickets.conversationId }).from(tickets)
    expect(new Set(rows.map(({ conversationId }) => conversationId)).size).toBe(19)
    expect(rows).toHaveLength(19)
  })

  it('store a ticket once where a statement was repeated of which nothing was heard', async () => {
    const { db, store } = world()
    const calls = callStore({
      ...store,
      async insertTickets(all) {
        await store.insertTickets(all)
        if (all.length > 1) throw new Error('the connection broke')
      },
    })
    const ticket = {
      ...{ seatId: 'seat', conversationId: 'talk', side: 'DEMAND' as const, postToken: null, source: null, hints: {} },
      ...{ nearCity: null, launchUserId: null, launchVersion: 2, createdAt: now, expiresAt: now },
      ...{ redeemedAt: null, redeemedBySessionId: null },
    }
    await Promise.all(['a', 'b'].map(async (ticketHash) => await calls.insertTicket({ ...ticket, ticketHash })))
    expect((await db.select().from(tickets)).map(({ ticketHash }) => ticketHash).sort()).toEqual(['a', 'b'])
  })

  it('are each judged by the parties of their own conversation', async () => {
    const { store, actorOf, counted } = world()
    for (const index of [1, 2, 5]) {
      await store.bindParty(`talk-${index}`, 'SUPPLY', `user-${index}`, now)
      await store.bindParty(`talk-${index}`, 'DEMAND', `buyer-${index}`, now)
    }
    const actors = await Promise.all([0, 1, 2, 3, 5, 1].map(async (index) => await actorOf(index, `user-${index}`)))
    expect(actors.map((actor) => actor?.conversationId)).toEqual([
      'talk-0',
      'talk-1',
      'talk-2',
      'talk-3',
      'talk-5',
      'talk-1',
    ])
    const strangers = await Promise.all([0, 1, 2, 5].map(async (index) => await actorOf(index, 'user-1')))
    expect(strangers.map((actor) => actor?.conversationId)).toEqual(['talk-0', 'talk-1', undefined, undefined])
    expect(counted.parties).toEqual([6, 4])
  })
})
