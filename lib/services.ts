import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { divarChat } from '#lib/adapters/divar-chat.ts'
import { divarWatch } from '#lib/adapters/divar-watch.ts'
import { postReader } from '#lib/adapters/post-reader.ts'
import { createPrometheus } from '#lib/adapters/prometheus.ts'
import { chatWording } from '#lib/adapters/wording.ts'
import { type AccessDeps, freshToken, hasLiveGrant } from '#lib/addon/access/index.ts'
import { type EventDeps, messageHandlers, startInboxWorker } from '#lib/addon/inbox/index.ts'
import { createWatchHub } from '#lib/addon/index.ts'
import { chatChannel, type DeliverDeps, openStates } from '#lib/addon/messages/index.ts'
import { outboxWorker } from '#lib/addon/outbox/index.ts'
import { answerDueTalks, assistantMessages, keepAssistants } from '#lib/assistant/index.ts'
import { orderChannel, proofChannel } from '#lib/carrier/index.ts'
import { chatbotMessages } from '#lib/chatbot/index.ts'
import { openDatabase } from '#lib/db/client.ts'
import { databaseNow } from '#lib/db/now.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { inboxStore, textsWaiting } from '#lib/db/stores/inbox.ts'
import { knownCallStore } from '#lib/db/stores/known-calls.ts'
import { messageStore } from '#lib/db/stores/messages.ts'
import { shipmentNews } from '#lib/db/stores/shipment-news.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { silentShipments } from '#lib/db/stores/silent-shipments.ts'
import { createDivarClient, createPlaces } from '#lib/divar/index.ts'
import { openJobs } from '#lib/jobs/index.ts'
import { addSeconds, fileClock, systemClock } from '#lib/kernel/clock.ts'
import { inBatches } from '#lib/kernel/in-batches.ts'
import { createLog } from '#lib/kernel/log.ts'
import { inTurn } from '#lib/kernel/on-its-own.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { type PeykMeasures, peyk } from '#lib/peyk.ts'
import { environment, type Settings } from '#lib/settings.ts'
import {
  expireProposals,
  lapseShipments,
  remindOfProposals,
  type ShippingDeps,
  sampleTariff,
  silence,
} from '#lib/shipping/index.ts'
import { assistantDeps, assistantHealth, keeperDeps } from './services/assistant.ts'
import { callDeps } from './services/calls.ts'
import { carrierOrders, tellCarrierIn } from './services/carrier.ts'
import { chatTexts } from './services/chat-texts.ts'
import { createChatbot } from './services/chatbot.ts'
import { watchClocks } from './services/clocks.ts'
import { createDivarBudget } from './services/divar-budget.ts'
import { eraseExpired } from './services/erase-expired.ts'
import { type EraseDeps, eraseDivarUser } from './services/erase-person.ts'
import { createLimits } from './services/limits.ts'
import { proofDelivery, proofDesk } from './services/proofs.ts'
import { secondsToWait, waitLeft } from './services/seconds-to-wait.ts'
import { shippingTransaction } from './services/shipping-transaction.ts'
import { askSupportIn } from './services/support.ts'

/** Everything a running app consists of. */
export type Services = Awaited<ReturnType<typeof build>>

const key = Symbol.for('peyk.services')
const holder = globalThis as { [key]?: Promise<Services> }

/** How far the start has come. */
export type Phase = 'database' | 'clock' | 'jobs' | 'work'
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
  opened?.unfollow?.()
  await opened?.inbox.worker?.stop()
  await opened?.jobs.stop()
  await opened?.database.close()
}

async function build(settings: Settings, onPhase: OnPhase) {
  const stopping = new AbortController()
  const log = createLog()
  const measures = createPrometheus(peyk)
  const clocks = watchClocks({
    machine: systemClock,
    clock: settings.CLOCK_FILE ? fileClock(settings.CLOCK_FILE) : systemClock,
    log,
  })
  const { clock, realTime } = clocks
  const sealer = createSealer(settings.SEAL_KEYS)
  const random = randomBytes
  onPhase('database')
  const database = await openDatabase({
    databaseUrl: settings.DATABASE_URL,
    dataDir: settings.DATA_DIR,
    log,
    onConnectionError: (err) => log.warn({ event: 'database_connection', err }, 'a connection to the database broke'),
  })
  const { db } = database
  const limits = createLimits(db)
  const budget = createDivarBudget({
    perMinute: settings.DIVAR_CALLS_PER_MINUTE,
    perDay: settings.DIVAR_CALLS_PER_DAY,
    counters: { minute: limits.divarMinute, day: limits.divarDay },
    clock,
    log,
  })
  const divar = createDivarClient({
    apiUrl: settings.DIVAR_API_URL,
    oauthUrl: settings.DIVAR_OAUTH_URL,
    chatUploadUrl: settings.DIVAR_CHAT_UPLOAD_URL,
    appSlug: settings.DIVAR_APP_SLUG,
    apiKey: settings.DIVAR_API_KEY,
    oauthSecret: settings.DIVAR_OAUTH_SECRET,
    redirectUri: `${settings.APP_URL}/api/auth/callback/divar`,
    clock,
    onCall: divarWatch(log, measures, budget.heard),
    onTime: clocks.hearDivar,
  })
  const reads = budget.within(divar)
  const places = createPlaces(reads, { clock, ttlSeconds: 24 * 60 * 60 })
  onPhase('clock')
  // The embedded one has no other clock than the machine's.
  const unfollow = database.kind === 'postgres' ? await clocks.follow(async () => await databaseNow(db)) : null
  onPhase('jobs')
  // Shipments queue jobs and jobs move shipments: so jobs can be queued from here on, and are worked last of all.
  const jobs = await openJobs({ engine: database.engine, declared: peyk, worker: settings.WORKER === 'on', log })

  const access: AccessDeps = {
    store: accessStore(db),
    transaction: async (work) => await db.transaction(async (tx) => await work(accessStore(tx))),
    clock,
    random,
    sealer,
    log,
    measures,
    divar,
    launchUserId: settings.DIVAR_LAUNCH_USER_ID,
  }
  const transaction: EraseDeps['transaction'] = async (work) =>
    await db.transaction(async (tx) => {
      const tellCarrier = tellCarrierIn(tx, clock, jobs.wakeIn(tx, 'carrier_orders'))
      const around = { clock, wake: jobs.wakeIn(tx, 'chat_messages'), tellCarrier }
      return await work({ access: accessStore(tx), shipping: shippingTransaction(tx, around) })
    })
  const shipping: ShippingDeps = {
    store: shippingStore(db),
    transaction: async (work) => await transaction(async (tx) => await work(tx.shipping)),
    clock,
    random,
    sealer,
    tariff: sampleTariff,
    wording: chatWording(chatTexts(clock), places),
    grants: { isLive: async (grantId) => await hasLiveGrant(access, { grantId }) },
  }
  const mayAskHint = async () => (await secondsToWait(limits.hintedPosts, 'all').catch(() => 1)) === null
  const { posts, hintedPosts } = postReader(reads, { log, mayAskHint })
  const around = { db, access, places, posts, tariff: sampleTariff }
  const assistant = assistantDeps({ ...around, wakeIn: (tx) => jobs.wakeIn(tx, 'chat_messages') })
  const keeper = keeperDeps(assistant, access, divar)
  const chatbot = createChatbot({
    ...{ db, clock, random, log, measures, places, tariff: sampleTariff, shipments: shipping.store, divar, sleep },
    limited: async (limiter, key) => await secondsToWait(limits[limiter], key),
    supportWait: async (conversationId) => await waitLeft(limits.supports, conversationId),
    async askSupport(asked) {
      return await db.transaction(async (tx) => {
        const wake = jobs.wakeIn(tx, 'carrier_orders')
        return await askSupportIn(tx, { clock, sealer, wake }, asked)
      })
    },
  })
  const messages = {
    messages: messageStore(db),
    kinds: peyk.messages,
    clock,
    measures,
    sealer,
    random: Math.random,
    access: { freshToken: async (grantId, options) => await freshToken(access, grantId, options ?? {}) },
    chat: divarChat(divar, async (grantId) => {
      const divarUserId = (await access.store.findGrant(grantId))?.divarUserId
      if (!divarUserId) return null
      return { divarUserId, botConversationId: await chatbot.store.conversationOf(divarUserId) }
    }),
  } satisfies Omit<DeliverDeps, 'wake' | 'log'>
  const orders = carrierOrders({ db, clock, realTime, sealer, log, measures, settings })
  const proofs = proofDelivery({ db, access, divar, measures })
  const work = {
    channels: {
      chat_messages: (given) => outboxWorker(chatChannel({ ...messages, ...given })),
      carrier_orders: (given) => outboxWorker(orderChannel({ ...orders, ...given })),
      proofs: (given) => outboxWorker(proofChannel({ ...proofs, ...given })),
    },
    tasks: {
      'sweep-assistants': async () =>
        await inTurn('the sweeps of assistants', {
          keep: async () => await keepAssistants(keeper),
          answer: async () => await answerDueTalks(assistant),
        }),
      'erase-expired': async () =>
        await inTurn('what falls due by the clock', {
          expire: async () => await expireProposals(shipping),
          lapse: async () => await lapseShipments(shipping),
          remind: async () => await remindOfProposals(shipping),
          erase: async () => await eraseExpired({ db, clock }),
        }),
    },
    log,
    measures,
  } satisfies Parameters<typeof jobs.work>[0]
  onPhase('work')
  if (settings.WORKER === 'on') await jobs.work(work)
  const handlers = messageHandlers([
    assistantMessages({
      ...assistant,
      listening: inBatches(100, async (listened) => await assistant.store.listening(listened)),
    }),
    chatbotMessages({ sealer, hear: chatbot.hear }),
  ])
  const inbox = inboxStore(db)
  const worker = settings.WORKER === 'on' ? startInboxWorker({ store: inbox, handlers, clock, log }) : null
  return {
    settings,
    log,
    measures,
    /** What waits in the database now. */
    backlog: async () => ({
      messages: await messageStore(db).countByState(openStates),
      jobs: [...(await jobs.waiting()), await textsWaiting(db, clock())],
      assistants: await assistantHealth(assistant),
      silentShipments: await silentShipments(db, addSeconds(clock(), -silence.worthALookDays * 24 * 3600)),
    }),
    clock,
    realTime,
    clockGaps: clocks.gaps,
    divar,
    places,
    posts,
    hintedPosts,
    assistant,
    keeper,
    chatbot,
    inbox: { store: inbox, worker },
    events: {
      ...{ clock, log, measures, sealer, handlers },
      erase: async (divarUserId) => await eraseDivarUser({ access, shipping, transaction }, divarUserId),
      insert: inBatches(100, async (all) => await inbox.insert(all)),
      wake: () => worker?.wake(),
    } satisfies EventDeps & { measures: PeykMeasures },
    calls: callDeps({ appUrl: settings.APP_URL, access, shipping, chatbot, limits }),
    database,
    access,
    shipping,
    erase: { access, shipping, transaction },
    knownCalls: knownCallStore(db),
    proofs: proofDesk({ db, access }, shipping.grants, jobs),
    jobs,
    messages: { messages: messageStore(db), wake: jobs.wakeIn(null, 'chat_messages'), clock, sleep, measures },
    shipmentNews: async (trackingCode: string) => await shipmentNews(db, trackingCode),
    watchHub: createWatchHub({ listen: database.listen, channel: peyk.channels.shipments }),
    inboxHub: createWatchHub({ listen: database.listen, channel: peyk.channels.inboxes }),
    limits,
    stopping: stopping.signal,
    unfollow,
    endStreams: () => stopping.abort(),
  }
}
