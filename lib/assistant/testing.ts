import { randomBytes } from 'node:crypto'
import {
  claimConsent,
  finishConsent,
  freshToken,
  hasLiveGrant,
  newSession,
  startConsent,
} from '#lib/addon/access/index.ts'
import { accessWorld, tokensFor } from '#lib/addon/access/testing.ts'
import { pendingOf } from '#lib/addon/inbox/take-event.ts'
import type { Db } from '#lib/db/client.ts'
import { eventTexts } from '#lib/db/schema/inbox.ts'
import { assistantStore } from '#lib/db/stores/assistants.ts'
import { inboxStore, pendingRow } from '#lib/db/stores/inbox.ts'
import { messageStore } from '#lib/db/stores/messages.ts'
import bundled from '#lib/divar/data/cities.json' with { type: 'json' }
import {
  buttonGrid,
  DivarApiError,
  type EventMessage,
  type NamedSlug,
  serverLinkButton,
  toConversationId,
  toPostToken,
} from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { cityNames } from '#lib/language/places.ts'
import { type Reading, readMessage } from '#lib/language/reading.ts'
import { assistantTx } from '#lib/services/assistant.ts'
import {
  type AssistantDeps,
  assistantMessages,
  handleTexts,
  type Listened,
  neededScopes,
  type RenewalDeps,
  renewSubscription,
  turnOn,
} from './index.ts'

type Said = {
  /** When it was sent, in seconds from now. */
  sent?: number
  conversation?: string
  side?: 'DEMAND' | 'SUPPLY' | null
  bot?: boolean
  post?: string
  /** What came back of a subscription. */
  assistant?: string
}

const names = cityNames(bundled as NamedSlug[])

/** The assistant over a real database, with a Divar that does as it is told, and a clock that stands. */
export function assistantWorld(db: Db) {
  const access = accessWorld(db)
  const { clock } = access
  const { store: accessStore, sealer, log, measures } = access.deps
  const subscriptions: { accessToken: string; postToken: string | null; assistantId: string }[] = []
  const offers: { postToken: string; topic: string | null; askedCity: string | null }[] = []
  const readings: Record<string, Reading> = {}
  const meanwhile: (() => Promise<unknown>)[] = []
  const unshipped = new Set<string>()
  const subscribeAnswers: (number | 'silent')[] = []
  const posts = { state: 'there' as 'there' | 'gone' }
  const deps: AssistantDeps = {
    clock,
    sealer,
    log,
    measures,
    store: assistantStore(db),
    transaction: async (work) =>
      await db.transaction(async (tx) => await work(assistantTx(tx, clock, async () => undefined))),
    cities: async () => names,
    recognise: (text, cities) => readings[text] ?? readMessage(text, cities),
    async offer({ postToken, topic, askedCity }) {
      await meanwhile.shift()?.()
      offers.push({ postToken, topic, askedCity })
      const button = serverLinkButton({ caption: 'ثبت ارسال' }, { offer: '1' })
      const text = `پیشنهاد ${topic} ${askedCity}`
      return { text, receiverButtons: buttonGrid([[button]]), isShipped: !unshipped.has(postToken) }
    },
  }
  const keeper: RenewalDeps = {
    ...deps,
    async grant(grantId) {
      const grant = await accessStore.findGrant(grantId)
      return grant && { ...grant, isLive: await hasLiveGrant(access.deps, { grantId }) }
    },
    freshToken: async (grantId, options) => await freshToken(access.deps, grantId, options),
    // The database is asked in the middle of each call: in a transaction it would never answer.
    async post() {
      await accessStore.sessionUsers('nobody')
      return posts.state
    },
    async subscribe(accessToken, { postToken, assistantId }) {
      await accessStore.sessionUsers('nobody')
      const answer = subscribeAnswers.shift()
      if (answer === 'silent') throw new Error('no answer')
      if (answer !== undefined) throw new DivarApiError('subscribe', { httpStatus: answer })
      subscriptions.push({ accessToken, postToken, assistantId })
    },
  }
  const listening = async (place: Listened) => (await deps.store.listening([place]))[0] ?? null
  let events = 0
  const world = {
    access,
    clock,
    deps,
    keeper,
    subscriptions,
    offers,
    posts,
    /** What is read in these words, instead of what the recogniser reads; posts under which nothing is shipped. */
    readings,
    unshipped,
    /** Happens while the next price is looked up. */
    meanwhile: (work: () => Promise<unknown>) => void meanwhile.push(work),
    messages: messageStore(db),
    inbox: inboxStore(db),
    answerSubscribe: (...next: (number | 'silent')[]) => void subscribeAnswers.push(...next),
    /** A consent of a user of their own, as from «آگهی من». */
    async granted(divarUserId: string, postToken: string | null, scopes: string[] = neededScopes(postToken)) {
      const session = newSession(access.clock())
      await access.deps.store.insertSession(session)
      const purpose = { kind: 'assistant', postToken } as const
      const state = randomBytes(16).toString('hex')
      await startConsent(access.deps, { sessionId: session.id, purpose, state, scopes, cookies: {} })
      const claimed = await claimConsent(access.deps, { state, sessionId: session.id })
      if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
      const { attempt } = claimed
      const all = ['USER_ID', 'offline_access', 'NOTIFICATION_ACCESS_REVOCATION', ...scopes]
      const tokens = tokensFor('none', { scopes: all })
      const finished = await finishConsent(access.deps, { attempt, divarUserId, tokens })
      if (finished.kind !== 'granted') throw new Error(finished.reason)
      return finished.grant
    },
    /** An assistant that is on, and listens. */
    async on(divarUserId = 'seller', postToken: string | null = 'post-1') {
      const grant = await world.granted(divarUserId, postToken)
      const made = await turnOn(deps, { divarUserId, postToken, grantId: grant.id, scopes: grant.scopes })
      if (!made) throw new Error('the permission has ended')
      await renewSubscription(keeper, made.id)
      return await world.look(made.id)
    },
    async look(id: string) {
      const assistant = await deps.store.find(id)
      if (!assistant) throw new Error('no assistant')
      return assistant
    },
    /** A message arrives and is handled. Null: no assistant listens there. */
    async hear(text: string, change: Said = {}) {
      const kept = await world.arrive(text, change)
      if (kept?.subject) await handleTexts(deps, kept.subject, [kept])
      return kept
    },
    /** The same, but nobody has handled it yet. */
    async arrive(text: string, change: Said = {}) {
      events += 1
      const { conversation = 'talk-1', side = 'DEMAND', bot = false, post = 'post-1', sent = 0, assistant } = change
      const message: EventMessage = {
        messageId: `event-${events}`,
        conversation: { id: toConversationId(conversation), type: 'POST', postToken: toPostToken(post) },
        sender: { bot, side, userId: null },
        sentAt: addSeconds(clock(), sent),
        content: { kind: 'text', text },
      }
      const kept = await pendingOf(deps, assistantMessages({ ...deps, listening }), {
        type: 'new_message',
        id: `event-${events}`,
        hashed: false,
        message,
        metadata: assistant ? { assistant } : {},
      })
      if (kept === null || kept === 'unheard') return null
      await db.insert(eventTexts).values(pendingRow(kept))
      return kept
    },
    /** What the assistant, or its seller by hand, has queued in a conversation. */
    async said(conversation = 'talk-1') {
      return (await world.messages.ofSubject('conversation', conversation)).map(({ kind, state }) => `${kind} ${state}`)
    },
    /** The words of it. */
    async texts(conversation = 'talk-1') {
      return (await world.messages.ofSubject('conversation', conversation)).map(({ text }) => text)
    },
  }
  return world
}
