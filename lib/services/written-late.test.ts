import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  carryConsent,
  claimCarried,
  claimConsent,
  finishConsent,
  newSession,
  type Seat,
  startConsent,
} from '#lib/addon/access/index.ts'
import { tokensFor } from '#lib/addon/access/testing.ts'
import { replyByHand, turnOn } from '#lib/assistant/index.ts'
import { assistantWorld } from '#lib/assistant/testing.ts'
import { grants } from '#lib/db/schema/access.ts'
import { assistants } from '#lib/db/schema/assistant.ts'
import { botConversations, notices, supportRequests } from '#lib/db/schema/chatbot.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { chatbotStore } from '#lib/db/stores/chatbot.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { chatbotTexts } from '#lib/fa/chatbot-texts.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import {
  acceptProposal,
  bookShipment,
  reportProblem,
  type ShippingDeps,
  saveDraft,
  turnNoticesOn,
} from '#lib/shipping/index.ts'
import { choices } from '#lib/shipping/testing.ts'
import { sampleOffers } from '#lib/shipping/testing-offers.ts'
import { threadWorld } from '#lib/threads/testing.ts'
import { createChatbot } from './chatbot.ts'
import { eraseDivarUser, personalData } from './erase-person.ts'
import { askSupportIn } from './support.ts'
import { actorAt, foundIn, peykWorld, twoPeople } from './testing.ts'

/** A port that answers only when it is let go; `reached` tells when it was asked. */
function gate() {
  const [reached, open] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const pass = async () => {
    reached.resolve()
    await open.promise
  }
  return { reached: reached.promise, open: open.resolve, pass }
}

const slowSealer = (sealer: Sealer, pass: () => Promise<void>): Sealer => ({
  ...sealer,
  async seal(value) {
    await pass()
    return await sealer.seal(value)
  },
})

type World = ReturnType<typeof peykWorld>
type People = Awaited<ReturnType<typeof twoPeople>>

const erasures: [string, (made: World, seat: Seat) => Promise<unknown>][] = [
  ['at their seat', async (made, seat) => await made.erase(seat, (await personalData(made.deps, seat)).seen)],
  ['by taking all access back', async (made) => await eraseDivarUser(made.deps, 'divar-kiumars')],
]

describeOnBothEngines('a slow use case whose user is erased meanwhile', (open) => {
  /** Has the buyer begin, and hang; then erases; then lets go. What came of it, and the traces that are left. */
  async function late<T>(
    people: People,
    made: World,
    erase: (typeof erasures)[number][1],
    begin: (deps: ShippingDeps) => Promise<T>,
    slow: (deps: ShippingDeps, pass: () => Promise<void>) => ShippingDeps = (deps, pass) => ({
      ...deps,
      sealer: slowSealer(deps.sealer, pass),
    }),
  ) {
    const { reached, open: letGo, pass } = gate()
    const running = begin(slow(made.shipping.deps, pass))
    await reached
    await erase(made, people.buyer.seat)
    letGo()
    const result = await running
    return { result, left: foundIn(await made.dump(), people.buyer.traces) }
  }
  const slowWords = (deps: ShippingDeps, pass: () => Promise<void>): ShippingDeps => ({
    ...deps,
    grants: {
      async isLive(grantId) {
        await pass()
        return await deps.grants.isLive(grantId)
      },
    },
  })

  it.each(erasures)('stores no address: %s', async (_, erase) => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { actor, contact } = people.buyer
    const kept = await late(people, made, erase, async (deps) => await saveDraft(deps, actor, { choices, contact }))
    expect(kept).toEqual({ result: null, left: [] })
  })

  it('stores no address of a user known only from the launch', async () => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { seat } = await made.access.arrive({ userId: 'divar-kiumars', conversationId: 'conversation-9' })
    const contact = people.buyer.contact
    const actor = { ...actorAt(seat), launchUserId: seat.launchUserId }
    const [, revoke] = erasures[1] ?? expect.fail('no erasure')
    const kept = await late(people, made, revoke, async (deps) => await saveDraft(deps, actor, { choices, contact }))
    expect(kept).toEqual({ result: null, left: [] })
  })

  it("stores the address of the other side's user", async () => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { seller } = people
    const [, revoke] = erasures[1] ?? expect.fail('no erasure')
    const { contact } = seller
    const saved = await late(people, made, revoke, async (deps) => {
      return await saveDraft(deps, seller.actor, { choices, contact })
    })
    expect(saved.result).toMatchObject({ seatId: seller.seat.id })
  })

  it.each(erasures)('stores no problem: %s', async (_, erase) => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const actors = { buyer: people.buyer.actor, seller: people.seller.actor }
    const { trackingCode } = await made.shipping.reach('picked_up', true, actors)
    const text = 'بستهٔ من خیس است'
    const told = await late(people, made, erase, async (deps) => {
      return await reportProblem(deps, people.buyer.actor, { trackingCode, text })
    })
    expect(told).toEqual({ result: { kind: 'not_found' }, left: [] })
    expect(foundIn(await made.dump(), [text])).toEqual([])
  })

  it.each(erasures)('accepts no proposal: %s', async (_, erase) => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { trackingCode } = await made.shipping.booked(people.seller.actor)
    const input = await made.shipping.shownTo(people.buyer.actor, trackingCode)
    const accepted = await late(
      people,
      made,
      erase,
      async (deps) => await acceptProposal(deps, people.buyer.actor, input),
      slowWords,
    )
    expect(accepted).toEqual({ result: { kind: 'preview_changed' }, left: [] })
  })

  it.each(erasures)('books nothing: %s', async (_, erase) => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const input = await made.shipping.preview(people.buyer.actor)
    const slow = (deps: ShippingDeps, pass: () => Promise<void>): ShippingDeps => ({
      ...deps,
      async transaction(work) {
        await pass()
        return await deps.transaction(work)
      },
    })
    const begin = async (deps: ShippingDeps) => await bookShipment(deps, people.buyer.actor, input)
    expect(await late(people, made, erase, begin, slow)).toEqual({ result: { kind: 'preview_changed' }, left: [] })
  })

  it.each(erasures)('turns no notices on: %s', async (_, erase) => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { buyer } = people
    const actors = { buyer: buyer.actor, seller: people.seller.actor }
    const { trackingCode } = await made.shipping.reach('picked_up', true, actors)
    const input = { trackingCode, grantId: buyer.actor.grantId ?? '', divarUserId: 'divar-kiumars' }
    const slow = (deps: ShippingDeps, pass: () => Promise<void>): ShippingDeps => ({
      ...deps,
      async transaction(work) {
        await pass()
        return await deps.transaction(work)
      },
    })
    const begin = async (deps: ShippingDeps) => await turnNoticesOn(deps, buyer.actor, input)
    expect((await late(people, made, erase, begin, slow)).result).toEqual({ kind: 'not_found' })
    expect(await open().db.select().from(notices)).toEqual([])
  })
})

describeOnBothEngines('the return of a consent whose user is erased meanwhile', (open) => {
  const tokens = tokensFor('conversation-9')
  const named = ['divar-kiumars', tokens.accessToken, tokens.refreshToken ?? '']

  it.each(erasures)('stores nothing: %s', async (_, erase) => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    // This seat is not bound to the user yet.
    const { seat } = await made.access.arrive({ conversationId: 'conversation-9' })
    const attempt = await made.access.claim(seat)
    const { reached, open: letGo, pass } = gate()
    const deps = { ...made.access.deps, sealer: slowSealer(made.access.deps.sealer, pass) }
    const running = finishConsent(deps, { attempt, divarUserId: 'divar-kiumars', tokens })
    await reached
    await erase(made, people.buyer.seat)
    letGo()
    expect(await running).toEqual({ kind: 'refused', reason: 'session_ended' })
    expect(foundIn(await made.dump(), named)).toEqual([])
    expect((await made.access.seatOf(seat.id)).divarUserId).toBeNull()
  })

  it('of another user is refused once and accepted on the next try', async () => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { seat } = await made.access.arrive({ conversationId: 'conversation-9' })
    const attempt = await made.access.claim(seat)
    await made.erase(people.buyer.seat, (await personalData(made.deps, people.buyer.seat)).seen)
    const input = { divarUserId: 'divar-other', tokens }
    expect(await finishConsent(made.access.deps, { attempt, ...input })).toMatchObject({ kind: 'refused' })
    const again = await made.access.claim(seat)
    expect(await finishConsent(made.access.deps, { attempt: again, ...input })).toMatchObject({ kind: 'granted' })
  })

  it.each(erasures)('without a seat stores nothing: %s', async (_, erase) => {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { deps } = made.access
    const session = newSession(made.clock())
    await deps.store.insertSession(session)
    const purpose = { kind: 'assistant', postToken: null } as const
    await startConsent(deps, { sessionId: session.id, purpose, state: 'own', scopes: [], cookies: {} })
    const claimed = await claimConsent(deps, { state: 'own', sessionId: session.id })
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
    await erase(made, people.buyer.seat)
    const finished = await finishConsent(deps, { attempt: claimed.attempt, divarUserId: 'divar-kiumars', tokens })
    expect(finished).toEqual({ kind: 'refused', reason: 'session_ended' })
    expect(foundIn(await made.dump(), named)).toEqual([])
  })
})

describeOnBothEngines('the return of a carried consent whose user revokes access meanwhile', (open) => {
  it('stores nothing and opens no session', async () => {
    const made = peykWorld(open())
    await twoPeople(made)
    const { deps } = made.access
    const given = { purpose: { kind: 'assistant', postToken: null } as const, scopes: [], cookies: {} }
    const sealed = await carryConsent(deps, { ...given, state: 'carried' })
    const claimed = await claimCarried(deps, { state: 'carried', sealed: [sealed], session: null })
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
    await eraseDivarUser(made.deps, 'divar-kiumars')
    const tokens = tokensFor('conversation-9')
    const { attempt, session } = claimed
    const input = { attempt, divarUserId: 'divar-kiumars', tokens, carriedFor: session }
    expect(await finishConsent(deps, input)).toEqual({ kind: 'refused', reason: 'session_ended' })
    expect(foundIn(await made.dump(), ['divar-kiumars', session.id])).toEqual([])
  })
})

describeOnBothEngines('after a permission is revoked at once, its consent', (open) => {
  it('turns no assistant on', async () => {
    const { deps, granted, access } = assistantWorld(open().db)
    const grant = await granted('seller', 'post-1')
    await access.deps.erase('seller')
    const input = { divarUserId: 'seller', postToken: 'post-1', grantId: grant.id, scopes: grant.scopes }
    expect(await turnOn(deps, input)).toBeNull()
    expect(await open().db.select().from(assistants)).toEqual([])
  })

  it('links no chatbot conversation', async () => {
    const { granted, access, clock } = assistantWorld(open().db)
    const grant = await granted('seller', 'post-1')
    const store = chatbotStore(open().db, clock)
    const link = { conversationId: 'bot-1', divarUserId: 'seller', grantId: grant.id, now: clock() }
    await access.deps.erase('seller')
    expect(await store.link(link)).toBe(false)
    expect(await open().db.select().from(botConversations)).toEqual([])
  })

  it('queues no reply of the seller', async () => {
    const { deps, on, hear, access } = assistantWorld(open().db)
    const assistant = await on()
    await hear('سلام')
    const { reached, open: letGo, pass } = gate()
    const slow = { ...deps, sealer: slowSealer(deps.sealer, pass) }
    const input = { id: assistant.id, conversationId: 'talk-1', text: 'بله، هست', form: 'form' }
    const running = replyByHand(slow, { divarUserIds: ['seller'] }, input)
    await reached
    await access.deps.erase('seller')
    letGo()
    expect(await running).toEqual({ kind: 'not_found' })
    expect(await open().db.select().from(outbox).where(isMessage)).toEqual([])
  })
})

describeOnBothEngines('a chatbot turn whose user revokes access meanwhile', (open) => {
  async function world() {
    const { granted, access, clock } = assistantWorld(open().db)
    const grant = await granted('kiumars', null)
    const { db } = open()
    const { sealer } = access.deps
    const said: string[] = []
    const limit = gate()
    const chatbot = createChatbot({
      threads: threadWorld(db).threads,
      db,
      clock,
      random: access.deps.random,
      log: access.deps.log,
      measures: notedMeasures().measures,
      offers: sampleOffers,
      business: async () => null,
      shipments: { shipmentByCode: async () => null },
      sleep: async () => undefined,
      places: { cities: async () => [], districts: async () => [] },
      divar: {
        async sendBotMessage({ message }) {
          said.push(message.text)
          return { conversationId: null }
        },
      },
      limited: async () => null,
      async supportWait() {
        await limit.pass()
        return null
      },
      askSupport: async (request) =>
        await db.transaction(
          async (tx) => await askSupportIn(tx, { clock, sealer, wake: async () => undefined }, request),
        ),
    })
    const conversationId = 'bot-1'
    await chatbot.store.link({ conversationId, divarUserId: 'kiumars', grantId: grant.id, now: clock() })
    const forget = async () => await access.deps.erase('kiumars')
    const hear = async (text: string) =>
      await chatbot.hear(
        { id: text, conversationId, at: clock(), input: { kind: 'text', text } },
        // What was written goes with the rest when everything is erased.
        async () => (await chatbot.store.linkedUser(conversationId)) === 'kiumars',
      )
    return { chatbot, said, limit, hear, forget, sealer, clock }
  }

  it('stores no support request and nothing else, and says so', async () => {
    const { said, limit, hear, forget } = await world()
    await hear('پشتیبانی')
    const running = hear('بسته‌ام نرسید')
    await limit.reached
    await forget()
    limit.open()
    await running
    expect(said.at(-1)).toBe(chatbotTexts.forgotten)
    expect(await open().db.select().from(supportRequests)).toEqual([])
    expect(await open().db.select().from(botConversations)).toEqual([])
    expect(await open().db.select().from(grants).where(eq(grants.divarUserId, 'kiumars'))).toEqual([])
  })

  it('stores a request when nobody revokes access', async () => {
    const { said, limit, hear } = await world()
    limit.open()
    await hear('پشتیبانی')
    await hear('بسته‌ام نرسید')
    expect(said.at(-1)).toBe(chatbotTexts.support.sent)
    expect(await open().db.select().from(supportRequests)).toHaveLength(1)
  })
  it('stores and answers a request once when a process dies', async () => {
    const { chatbot, said, limit, hear, sealer, clock } = await world()
    limit.open()
    await hear('پشتیبانی')
    const wrote = (text: string) => ({ conversationId: 'bot-1', at: clock(), input: { kind: 'text', text } as const })
    const text = { id: 'event-1', ...wrote('بسته‌ام نرسید') }
    const taken = [false, true, false]
    for (const isTaken of taken) await chatbot.hear(text, async () => isTaken)
    expect(said.slice(1)).toEqual([chatbotTexts.support.sent])
    const [request, ...others] = await open().db.select().from(supportRequests)
    expect(others).toEqual([])
    expect(await sealer.open(request?.sealedText ?? '')).toMatchObject({ text: 'بسته‌ام نرسید' })
    // A second process that took up the next piece at the same moment.
    await Promise.all(
      ['خیس', 'پاره'].map(async (piece) => {
        await chatbot.hear({ id: piece, ...wrote(piece) }, async () => true)
      }),
    )
    expect(await open().db.select().from(supportRequests)).toHaveLength(1)
    expect(said.slice(2)).toEqual([chatbotTexts.support.added, chatbotTexts.support.added])
  })
})
