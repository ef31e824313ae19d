import 'server-only'
import { anything, type WatchHub } from '#lib/addon/index.ts'
import {
  type DeskShipment,
  parseFilter,
  type QueueFilter,
  type QueuePage,
  readQueue,
  readShipment,
} from '#lib/desk/index.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { mayDo, resolveStaff, type StaffAction } from '#lib/staff/index.ts'
import { answerLive, digest, watchPage } from '#lib/web/live-page.ts'
import { machineAnswer } from '#lib/web/route.ts'
import { deskToken, type StaffHere, staffHere } from './session.ts'

type QueueRead = Extract<QueuePage, { kind: 'page' }>

/** The version of a page of the queue: a digest of whatever it shows, but of times that pass by themselves. */
export const queueVersion = ({ counts, rows }: QueueRead): string =>
  digest([counts, rows.map(({ standing, ...row }) => [row, standing.kind])])

/** The same of a shipment's page. */
export function shipmentVersion({ row: { standing, ...row }, quote: _, ...shown }: DeskShipment): string {
  return digest([row, standing.kind, shown])
}

const readQueueVersion = async ({ app, staff }: StaffHere, filter: QueueFilter): Promise<string | null> => {
  const page = await readQueue(app.desk, staff, filter)
  return page.kind === 'page' ? queueVersion(page) : null
}

const readShipmentVersion = async ({ app, staff }: StaffHere, trackingCode: string): Promise<string | null> => {
  const read = await readShipment(app.desk, staff, trackingCode)
  return read.kind === 'shipment' ? shipmentVersion(read) : null
}

const versionAnswer = (version: string | null) =>
  version === null ? machineAnswer(404, { reason: 'not found' }) : machineAnswer(200, { version, isMoving: false })

/** Answers an open page of staff with its version; null: there is none for them. It keeps nobody signed in. */
export const staffState = async (version: (here: StaffHere) => Promise<string | null>): Promise<Response> =>
  await answerLive(
    async () => await staffHere({ counts: false }),
    async (here) => versionAnswer(await version(here)),
  )

/** `GET /desk/queue/state`: what an open page of the queue asks for. */
export const queueState = async (request: Request): Promise<Response> =>
  await staffState(async (here) => await readQueueVersion(here, filterOf(request)))

/** `GET /desk/shipments/{code}/state`: the same for the page of one. */
export const shipmentState = async (given: string): Promise<Response> =>
  await staffState(async (here) => {
    const code = parseTrackingCode(given)
    return code === null ? null : await readShipmentVersion(here, code)
  })

/** The filter of the page that asks, in its address. */
const filterOf = (request: Request): QueueFilter => parseFilter(Object.fromEntries(new URL(request.url).searchParams))

/** `GET /desk/queue/events`: wakes a page of the queue when anything of any shipment has changed. */
export async function queueEvents(request: Request): Promise<Response> {
  const filter = filterOf(request)
  return await staffEvents(request, 'queue.read', async (here) => ({
    hub: here.app.watchHub,
    id: anything,
    version: async () =>
      await here.app.readTogether(`queue ${JSON.stringify(filter)}`, async () => await readQueueVersion(here, filter)),
  }))
}

/** `GET /desk/shipments/{code}/events`: wakes the page of one. */
export async function shipmentEvents(request: Request, given: string): Promise<Response> {
  return await staffEvents(request, 'queue.read', async (here) => {
    const code = parseTrackingCode(given)
    const [row] = code === null ? [] : await here.app.desk.store.byCodes([code])
    if (!row) return null
    const version = async () => await readShipmentVersion(here, row.trackingCode)
    return { hub: here.app.watchHub, id: row.id, version }
  })
}

type Watched = { hub: WatchHub; id: string; version(): Promise<string | null> }

/** Wakes an open page of staff whose role may do `may`, as long as they stay signed in as what they were. */
export async function staffEvents(
  request: Request,
  may: StaffAction,
  watched: (here: StaffHere) => Promise<Watched | null>,
): Promise<Response> {
  return await answerLive(
    async () => await staffHere({ counts: false }),
    async (here) => {
      if (!mayDo(here.staff.role, may)) return machineAnswer(403, { reason: 'this role sees no shipments' })
      const page = await watched(here)
      if (!page) return machineAnswer(404, { reason: 'not found' })
      const { app, staff } = here
      const token = await deskToken(app)
      return await watchPage(
        { app, session: { id: staff.sessionId } },
        { ...page, mayStay: async () => await stillThere(here, token), signal: request.signal },
      )
    },
  )
}

/** Signed in, and as what they were when the stream began: what they may see hangs on it. */
async function stillThere({ app, staff }: StaffHere, token: string | null): Promise<boolean> {
  if (token === null) return false
  const now = await resolveStaff(app.staff, token, { counts: false, address: staff.address })
  return now !== null && now.role === staff.role
}
