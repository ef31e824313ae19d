import { watchStuck } from '#lib/addon/index.ts'
import { endStreams, type Services, services, stopServices } from '#lib/services.ts'
import { limitStart } from './start-limit.ts'
import { sayCannotStart, sayStillStarting } from './start-words.ts'
import { watchRequests } from './under-way.ts'

/** Less than the ten seconds after which containers are killed, with what the jobs need on top. */
const patienceMs = 7_000
/** Less than a supervisor gives: a database that does not answer keeps nobody from ending. */
const endMs = 28_000

/**
 * Opens everything before the first request. Without right settings or a database of its own, or when it hangs, the
 * process ends with a sentence: serving on would only look alive. On the first signal it takes no new connections, sends
 * open streams to another process, answers what has begun, lets running jobs end, closes the database, and goes. For that
 * Next's own end must be off (`NEXT_MANUAL_SIG_HANDLE`, in `npm start` and the image). `whileUp` is what this add-on does
 * meanwhile, by a timer.
 */
export async function startApp(whileUp: (app: Services) => NodeJS.Timeout): Promise<void> {
  const requests = watchRequests()
  let working: NodeJS.Timeout | undefined
  const limit = limitStart({
    warn: sayStillStarting,
    end(line) {
      sayCannotStart(new Error(line))
      process.exit(1)
    },
  })
  try {
    const app = await services(limit.enter)
    limit.done()
    endWhenStuck(app)
    working = whileUp(app)
    app.log.info({ event: 'started', database: app.database.kind, worker: app.settings.WORKER }, 'Peyk is up')
  } catch (error) {
    sayCannotStart(error)
    process.exit(1)
  }
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    clearInterval(working)
    setTimeout(() => process.exit(1), endMs).unref()
    await endStreams()
    const cut = await requests.end(patienceMs)
    const { log } = await services()
    log.info({ event: 'stopping', cut }, 'Peyk takes no more requests')
    await stopServices()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

/** A process whose way to its database is lost ends, so that its supervisor starts one that finds it. */
function endWhenStuck({ database, askDatabase, log }: Services): void {
  watchStuck({
    vitals: database.vitals,
    ask: askDatabase,
    onStuck(seconds) {
      log.error(
        { event: 'stuck', seconds },
        'nothing asked of the database ends, though it is there: this process ends',
      )
      process.exit(1)
    },
  })
}
