import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { postReader } from '#lib/adapters/post-reader.ts'
import { chatWording } from '#lib/adapters/wording.ts'
import { hasLiveGrant, stillSeated } from '#lib/addon/access/index.ts'
import { createWatchHub, sharedReadings } from '#lib/addon/index.ts'
import { outboxWorker } from '#lib/addon/outbox/index.ts'
import { answerDueTalks, assistantMessages, renewSubscriptions } from '#lib/assistant/index.ts'
import { proofChannel, webhookChannel } from '#lib/carrier/index.ts'
import { chatbotMessages } from '#lib/chatbot/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { businessStore } from '#lib/db/stores/business.ts'
import { figuresStore } from '#lib/db/stores/figures.ts'
import { knownCallStore } from '#lib/db/stores/known-calls.ts'
import { shipmentFacts } from '#lib/db/stores/shipment-facts.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { silentShipments } from '#lib/db/stores/silent-shipments.ts'
import { threadStore, threadTransaction } from '#lib/db/stores/threads.ts'
import { createPlaces } from '#lib/divar/index.ts'
import type { FiguresDeps } from '#lib/figures/index.ts'
import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { type Gather, inBatches } from '#lib/kernel/in-batches.ts'
import { inTurn } from '#lib/kernel/on-its-own.ts'
import { type PeykReadings, peyk } from '#lib/peyk.ts'
import { environment, type Settings } from '#lib/settings.ts'
import { expireProposals, lapseShipments, remindOfProposals, type ShippingDeps, silence } from '#lib/shipping/index.ts'
import { disableUnused } from '#lib/staff/index.ts'
import type { ThreadDeps } from '#lib/threads/index.ts'
import { assistantDeps, assistantHealth, renewalDeps } from './services/assistant.ts'
import { businessDesk } from './services/business.ts'
import { watchRequests } from './services/business-requests.ts'
import { callDeps } from './services/calls.ts'
import { carrierWebhooks, notifyCarrierIn } from './services/carrier.ts'
import { createChatbot } from './services/chatbot.ts'
import { courierDeps } from './services/courier.ts'
import { deskDeps } from './services/desk.ts'
import { eraseExpired } from './services/erase-expired.ts'
import { type EraseDeps, eraseDivarUser } from './services/erase-person.ts'
import { forgetPeykUser } from './services/forgetters.ts'
import { openBase, type Phase } from './services/open-base.ts'
import { proofDelivery, proofDesk } from './services/proofs.ts'
import { secondsToWait, waitLeft } from './services/seconds-to-wait.ts'
import { shippingTransaction } from './services/shipping-transaction.ts'
import { createStaff, staffTries } from './services/staff.ts'
import { watchStaffRequests } from './services/staff-requests.ts'
import { type BulkChannel, stepsTogether } from './services/steps-together.ts'
import { askSupportIn } from './services/support.ts'
import { tellAnswerIn } from './services/tell-answer.ts'
import type { WakeIn } from './services/wake-together.ts'

/** Everything a running app consists of. */
export type Services = Awaited<ReturnType<typeof build>>

/** A page of many shipments is looked at again at most so often. */
const livePaceMs = 1_000

const key = Symbol.for('peyk.services')
const holder = globalThis as { [key]?: Promise<Services> }

type OnPhase = (phase: Phase) => void

/**
 * The app's services: built on the first use in a process, never at import and so never during `next build`. They hang
 * on `globalThis` because Next loads this module more than once in a process. A start that failed is tried again.
 */
export function services(onPhase: OnPhase = () => undefined): Promise<Services> {
  holder[key] ??= build(environment(), onPhase).catch((error) => {
    delete holder[key]
    throw error
  })
  return holder[key]
}

/** Sends open streams elsewhere: the process is about to end, and goes on answering until then. */
export async function endStreams(): Promise<void> {
  const opened = await holder[key]?.catch(() => null)
  opened?.endStreams()
}

/** Stops the jobs and closes the database, if they were opened. */
export async function stopServices(): Promise<void> {
  const opened = await holder[key]?.catch(() => null)
  delete holder[key]
  for (const watch of opened?.requests ?? []) watch.stop()
  await opened?.inbox.worker?.stop()
  await opened?.close()
}

async function build(settings: Settings, onPhase: OnPhase) {
  const stopping = new AbortController()
  const base = await openBase(peyk, settings, onPhase)
  const { log, measures, clock, realTime, sealer, database, limits, divar, reads, access, jobs } = base
  const { db } = database
  const places = createPlaces(reads, { clock, ttlSeconds: 24 * 60 * 60 })
  const shippingIn = (tx: Tx, wakeIn: WakeIn<BulkChannel> = jobs.wakeIn, gather?: Gather) => {
    const notifyCarrier = notifyCarrierIn(tx, clock, wakeIn(tx, 'carrier_orders'), gather)
    return shippingTransaction(tx, { clock, sealer, wake: wakeIn(tx, 'chat_messages'), notifyCarrier }, gather)
  }
  const transaction: EraseDeps['transaction'] = async (work) =>
    await db.transaction(
      async (tx) =>
        await work({
          access: accessStore(tx),
          shipping: shippingIn(tx),
          forgetUser: async (divarUserId, now) => await forgetPeykUser(tx, divarUserId, now),
        }),
    )
  const threads: ThreadDeps = {
    store: threadStore(db),
    async transaction(work) {
      const name = await business.name()
      return await db.transaction(async (tx) => {
        const tell = tellAnswerIn(tx, { clock, sealer, wake: base.wakeMessage(tx), business: name })
        return await work({ threads: threadTransaction(tx), shipping: shippingIn(tx), tell })
      })
    },
    clock,
    sealer,
    log,
  }
  const versions = businessStore(db)
  const business = businessDesk({ store: versions, clock })
  const { offers } = business
  const staff = createStaff({ db, clock, sealer, appUrl: settings.APP_URL, tries: staffTries(limits) })
  const dataDir = settings.DATA_DIR
  const requests =
    database.kind === 'embedded'
      ? [watchRequests({ store: versions, clock, dataDir, log }), watchStaffRequests(staff, { dataDir, log })]
      : []
  const shipping: ShippingDeps = {
    store: shippingStore(db),
    transaction: async (work) => await transaction(async (tx) => await work(tx.shipping)),
    clock,
    random: randomBytes,
    sealer,
    offers,
    wording: chatWording({
      places,
      clock,
      businessName: business.name,
    }),
    grants: { isLive: async (grantId) => await hasLiveGrant(access, { grantId }) },
  }
  const mayAskHint = async () => (await secondsToWait(limits.hintedPosts, 'all').catch(() => 1)) === null
  const { posts, hintedPosts } = postReader(reads, { log, mayAskHint })
  const around = { db, access, places, posts, offers }
  const assistant = assistantDeps({ ...around, business: business.name, wakeIn: base.wakeMessage })
  const keeper = renewalDeps(assistant, access, divar)
  const chatbot = createChatbot({
    db,
    clock,
    random: randomBytes,
    log,
    measures,
    places,
    offers,
    business: business.said,
    shipments: shipping.store,
    divar,
    threads,
    sleep,
    limited: async (limiter, key) => await secondsToWait(limits[limiter], key),
    supportWait: async (conversationId) => await waitLeft(limits.supports, conversationId),
    async askSupport(asked) {
      return await db.transaction(async (tx) => {
        const wake = jobs.wakeIn(tx, 'carrier_orders')
        return await askSupportIn(tx, { clock, sealer, wake }, asked)
      })
    },
  })
  const orders = carrierWebhooks({ db, clock, realTime, sealer, log, measures, settings })
  const proofsIn = proofDesk({ db, access }, shipping.grants, jobs)
  const proofs = proofDelivery({ db, access, divar, measures })
  const work = {
    channels: {
      chat_messages: base.chatWorker(chatbot.store.conversationOf),
      carrier_orders: (given) => outboxWorker(webhookChannel({ ...orders, ...given })),
      proofs: (given) => outboxWorker(proofChannel({ ...proofs, ...given })),
    },
    tasks: {
      'sweep-assistants': async () =>
        await inTurn('the sweeps of assistants', {
          keep: async () => await renewSubscriptions(keeper),
          answer: async () => await answerDueTalks(assistant),
        }),
      'erase-expired': async () =>
        await inTurn('what falls due by the clock', {
          expire: async () => await expireProposals(shipping),
          lapse: async () => await lapseShipments(shipping),
          remind: async () => await remindOfProposals(shipping),
          unused: async () => await disableUnused(staff),
          erase: async () => await eraseExpired({ db, clock }),
        }),
    },
    log,
    measures,
  } satisfies Parameters<typeof jobs.work>[0]
  onPhase('work')
  if (base.isWorker) await jobs.work(work)
  const inbox = base.openInbox(
    [
      assistantMessages({
        ...assistant,
        listening: inBatches(100, async (listened) => await assistant.store.listening(listened)),
      }),
      chatbotMessages({ sealer, hear: chatbot.hear }),
    ],
    async (divarUserId) => await eraseDivarUser({ access, shipping, transaction }, divarUserId),
  )
  return {
    settings,
    log,
    measures,
    /** What can be read of all that runs, from the database. */
    readings: async () => {
      const { firstEndSeconds, ...states } = await assistantHealth(assistant)
      const silentSince = addSeconds(clock(), -silence.worthALookDays * daySeconds)
      return {
        ...(await base.readings()),
        assistants: Object.entries(states).map(([of, value]) => ({ of, value })),
        subscription_end_seconds: firstEndSeconds === null ? [] : [{ of: 'first', value: firstEndSeconds }],
        silent_shipments: [{ of: String(silence.worthALookDays), value: await silentShipments(db, silentSince) }],
      } satisfies PeykReadings
    },
    ownReadings: base.ownReadings,
    clock,
    realTime,
    clockGaps: base.clockGaps,
    divar,
    places,
    posts,
    hintedPosts,
    assistant,
    keeper,
    chatbot,
    inbox,
    calls: callDeps({ base: base.calls, access, shipping, chatbot, limits }),
    database,
    askDatabase: base.askDatabase,
    access,
    shipping,
    threads,
    business,
    staff,
    desk: deskDeps({
      db,
      shipping,
      together: stepsTogether({ db, shipping, shippingIn, wakeAll: jobs.wakeAll, log }),
      threads,
      wakeOrderIn: (tx) => jobs.wakeIn(tx, 'carrier_orders'),
    }),
    courier: courierDeps({ db, shipping, proofs: proofsIn }),
    requests,
    figures: { store: figuresStore(db), clock } satisfies FiguresDeps,
    erase: { access, shipping, transaction },
    knownCalls: knownCallStore(db),
    proofs: proofsIn,
    jobs,
    messages: base.messages,
    shipmentFacts: inBatches(100, async (trackingCodes: readonly string[]) => await shipmentFacts(db, trackingCodes)),
    stillSeated: inBatches(
      100,
      async (pages: Parameters<typeof stillSeated>[1]) => await stillSeated(access, pages),
      1_000,
    ),
    readTogether: sharedReadings(livePaceMs),
    watchHub: createWatchHub({ listen: database.listen, channel: peyk.channels.shipments }),
    courierHub: createWatchHub({ listen: database.listen, channel: peyk.channels.couriers }),
    inboxHub: createWatchHub({ listen: database.listen, channel: peyk.channels.inboxes }),
    limits,
    stopping: stopping.signal,
    close: base.close,
    endStreams: () => stopping.abort(),
  }
}
