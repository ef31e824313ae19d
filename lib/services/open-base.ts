import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { divarChat } from '#lib/adapters/divar-chat.ts'
import { divarWatch } from '#lib/adapters/divar-watch.ts'
import { createPrometheus } from '#lib/adapters/prometheus.ts'
import { type AccessDeps, acceptLaunch, actionActor, callStore, freshToken } from '#lib/addon/access/index.ts'
import { type CallDeps, type MessageHandler, messageHandlers, startInboxWorker } from '#lib/addon/inbox/index.ts'
import type { Base, BaseMeasures, Declaration, NamesIn, ReadingsOf } from '#lib/addon/index.ts'
import { chatChannel, type DeliverDeps, openStates } from '#lib/addon/messages/index.ts'
import { outboxWorker, type Wake } from '#lib/addon/outbox/index.ts'
import { openDatabase, type Tx } from '#lib/db/client.ts'
import { databaseNow } from '#lib/db/now.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { inboxStore, textsWaiting } from '#lib/db/stores/inbox.ts'
import { messageStore } from '#lib/db/stores/messages.ts'
import { createDivarClient } from '#lib/divar/index.ts'
import { openJobs } from '#lib/jobs/index.ts'
import { fileClock, systemClock } from '#lib/kernel/clock.ts'
import { inBatches } from '#lib/kernel/in-batches.ts'
import { createLog, type Log } from '#lib/kernel/log.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { divarSettings, type Settings } from '#lib/settings.ts'
import { watchClocks } from './clocks.ts'
import { createDivarBudget } from './divar-budget.ts'
import { createLimits, type Limits } from './limits.ts'

type Addon = Required<Pick<Declaration, 'counters' | 'timers' | 'gauges' | 'messages' | 'outbox' | 'tasks' | 'limits'>>

/** The settings of every add-on. */
export type BaseSettings = Omit<Settings, 'CARRIER_KEYS' | 'CARRIER_WEBHOOK_URL'>

/** How far the start has come. */
export type Phase = 'database' | 'clock' | 'jobs' | 'work'

/**
 * What any chat add-on runs on: database, time, log and measures, Divar, access, chat messages, jobs. `addon` is what
 * `defineAddon` gives. Jobs can be queued from here on; they are worked once `jobs.work` is called, last of all, because
 * what they do may need all that is built on this.
 */
export async function openBase<const A extends Addon>(
  addon: A,
  settings: BaseSettings,
  onPhase: (phase: Phase) => void = () => undefined,
) {
  const log = createLog()
  const prometheus = createPrometheus(addon)
  // Whatever an add-on declares, what the base counts is merged into it.
  const measures = prometheus as BaseMeasures
  const clocks = watchClocks({
    machine: systemClock,
    clock: settings.CLOCK_FILE ? fileClock(settings.CLOCK_FILE) : systemClock,
    log,
  })
  const { clock, realTime } = clocks
  const sealer = createSealer(settings.SEAL_KEYS, (err, about) => {
    log.error({ event: 'sealed_unreadable', ...about, err }, 'no key opens a stored value')
  })
  onPhase('database')
  const database = await openDatabase({
    databaseUrl: settings.DATABASE_URL,
    directUrl: settings.DATABASE_DIRECT_URL,
    dataDir: settings.DATA_DIR,
    log,
    onConnectionError: (err) => log.warn({ event: 'database_connection', err }, 'a connection to the database broke'),
  })
  const { db } = database
  const messages = messageStore(db)
  const limits = createLimits<keyof A['limits'] & string>(db, addon.limits)
  const { divar, reads } = divarOf(settings, { clocks, limits: limits as BaseLimits, log, measures })
  onPhase('clock')
  // The embedded one has no other clock than the machine's.
  const askDatabase = async () => await databaseNow(db)
  const unfollow = database.kind === 'postgres' ? await clocks.follow(askDatabase) : null
  onPhase('jobs')
  const isWorker = settings.WORKER === 'on'
  const jobs = await openJobs({ engine: database.engine, declared: addon, worker: isWorker, log })

  const access: AccessDeps = {
    store: accessStore(db),
    calls: callStore(accessStore(db)),
    transaction: async (work) => await db.transaction(async (tx) => await work(accessStore(tx))),
    clock,
    random: randomBytes,
    sealer,
    log,
    measures,
    divar,
    launchUserId: settings.DIVAR_LAUNCH_USER_ID,
  }
  const readings = async () => {
    const jobsWaiting = [...(await jobs.waiting()), await textsWaiting(db, clock())]
    return {
      open_chat_messages: (await messages.countByState(openStates)).map(({ state, count }) => ({
        of: state,
        value: count,
      })),
      jobs_waiting: jobsWaiting.map(({ queue, waiting }) => ({ of: queue, value: waiting })),
      job_age_seconds: jobsWaiting.map(({ queue, ageSeconds }) => ({ of: queue, value: ageSeconds })),
    } satisfies ReadingsOf<Base>
  }
  const wakeMessage = (tx: Tx | null): Wake => jobs.wakeIn(tx, 'chat_messages')
  return {
    settings,
    log,
    measures: prometheus,
    clock,
    realTime,
    clockGaps: clocks.gaps,
    /** What needs no database to be read. */
    ownReadings: () => ({
      clock_gap_seconds: Object.entries(clocks.gaps()).flatMap(([of, value]) =>
        value === null ? [] : [{ of, value }],
      ),
    }),
    /** What waits in the database now. */
    readings,
    sealer,
    database,
    /** Its own clock; what only wants to know whether it answers asks this. */
    askDatabase,
    limits,
    divar,
    reads,
    access,
    jobs,
    isWorker,
    messages: { messages, wake: wakeMessage(null), clock, sleep, measures },
    wakeMessage,
    /** The channel of chat messages. `conversationOf`: a user's own conversation with the bot, where they linked one. */
    chatWorker: (conversationOf: (divarUserId: string) => Promise<string | null>) => {
      const deps = {
        messages,
        kinds: addon.messages,
        clock,
        measures,
        sealer,
        random: Math.random,
        access: { freshToken: async (grantId, options) => await freshToken(access, grantId, options ?? {}) },
        chat: divarChat(divar, async (grantId) => {
          const divarUserId = (await access.store.findGrant(grantId))?.divarUserId
          return divarUserId ? { divarUserId, botConversationId: await conversationOf(divarUserId) } : null
        }),
      } satisfies Omit<DeliverDeps, 'wake' | 'log'>
      return (given: { wake: Wake; log: Log }) => outboxWorker(chatChannel({ ...deps, ...given }))
    },
    /** Takes events in, and where this process works, has them handled. `erase`: of a user who took the access back. */
    openInbox(all: readonly MessageHandler[], erase: (divarUserId: string) => Promise<Record<string, number>>) {
      const handlers = messageHandlers(all)
      const store = inboxStore(db)
      const worker = isWorker ? startInboxWorker({ store, handlers, clock, log }) : null
      const insert = inBatches(
        100,
        async (received: Parameters<typeof store.insert>[0]) => await store.insert(received),
      )
      const wake = () => worker?.wake()
      return { worker, store, events: { clock, log, measures: prometheus, sealer, handlers, erase, insert, wake } }
    },
    /** What launches and dynamic actions of any add-on are answered with. */
    calls: {
      appUrl: settings.APP_URL,
      log,
      measures,
      accept: async (launch) => await acceptLaunch(access, launch),
      actorOf: async (action) => await actionActor(access, action),
    } satisfies Partial<CallDeps>,
    /** Waits for the jobs that run, and closes the database. */
    async close() {
      unfollow?.()
      await jobs.stop()
      await database.close()
    },
  }
}

type BaseLimits = Limits<NamesIn<Base, 'limits'>>

type DivarDeps = {
  clocks: ReturnType<typeof watchClocks>
  limits: BaseLimits
  log: Log
  measures: BaseMeasures
}

/** Divar's API, and of its reads those that may wait: refused where the rest of the limits is kept for messages. */
function divarOf(settings: BaseSettings, { clocks, limits, log, measures }: DivarDeps) {
  const budget = createDivarBudget({
    perMinute: settings.DIVAR_CALLS_PER_MINUTE,
    perDay: settings.DIVAR_CALLS_PER_DAY,
    counters: { minute: limits.divarMinute, day: limits.divarDay },
    clock: clocks.clock,
    log,
  })
  const divar = createDivarClient({
    ...divarSettings(settings),
    clock: clocks.clock,
    onCall: divarWatch(log, measures, budget.heard),
    onTime: clocks.hearDivar,
  })
  return { divar, reads: budget.within(divar) }
}
