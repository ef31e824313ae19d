import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { isOff } from '#lib/kernel/clock.ts'
import { isAppError, KernelError } from '#lib/kernel/errors.ts'
import { type Services, services } from '#lib/services.ts'
import { machineAnswer } from './route.ts'

/** Less than the five seconds that the container's check waits. */
const patienceMs = 3_000

/**
 * Alive and ready: the settings are right, the database answers and has room, the job engine runs or is switched off.
 * What is wrong and does not keep Peyk from working stands in `troubles`; it is no reason to end the process.
 */
export async function health(): Promise<Response> {
  const app = await services().catch(() => null)
  if (!app) return unready('Peyk has not started')
  const fault = await faultOf(app)
  if (fault) {
    app.log.error({ event: 'unhealthy', err: fault.error }, 'the database cannot be used')
    return unready(sentenceOf(fault.error))
  }
  const { database, settings } = app
  const troubles = clockTroubles(app.clockGaps())
  return machineAnswer(200, { status: 'ok', database: database.kind, worker: settings.WORKER, troubles })
}

/** Why this process cannot answer anybody; null: it can. */
export async function faultOf({ askDatabase }: Pick<Services, 'askDatabase'>): Promise<{ error: unknown } | null> {
  try {
    const late = sleep(patienceMs, 'late' as const, { ref: false })
    const answer = await Promise.race([askDatabase(), late])
    return answer === 'late' ? { error: new KernelError('fault', 'The database takes too long.') } : null
  } catch (error) {
    return { error }
  }
}

const unready = (reason: string) => machineAnswer(503, { status: 'unready', reason }, { 'Retry-After': '5' })

/** Drizzle wraps whatever the driver threw; what a driver says may name hosts and users. */
function sentenceOf(error: unknown): string {
  if (isAppError(error)) return error.message
  if (error instanceof Error && isAppError(error.cause)) return error.cause.message
  return 'The database does not answer.'
}

function clockTroubles(gaps: ReturnType<Services['clockGaps']>): string[] {
  const whose = { database: "the database's, by which Peyk goes", divar: "Divar's" }
  return (['database', 'divar'] as const).flatMap((of) => {
    const seconds = Math.round(gaps[of] ?? 0)
    if (!isOff(gaps[of])) return []
    const way = seconds > 0 ? 'behind' : 'ahead of'
    return [`This machine's clock is ${Math.abs(seconds)} seconds ${way} ${whose[of]}.`]
  })
}
