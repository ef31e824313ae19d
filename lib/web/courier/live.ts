import 'server-only'
import { type StopFacts, stopFacts } from '#lib/courier/index.ts'
import { digest } from '#lib/web/live-page.ts'
import { staffEvents, staffState } from '../desk/live.ts'
import type { StaffHere } from '../desk/session.ts'

export const stopsVersion = (facts: StopFacts): string => digest(facts)

async function readVersion({ app, staff }: StaffHere): Promise<string | null> {
  const facts = await stopFacts(app.courier, staff)
  return facts && stopsVersion(facts)
}

/** `GET /courier/state`: what an open page of a courier asks for. */
export const stopsState = async (): Promise<Response> => await staffState(readVersion)

/** `GET /courier/events`: wakes it when one of its stops moves, comes or goes. */
export const stopsEvents = async (request: Request): Promise<Response> =>
  await staffEvents(request, 'stops.own', async (here) => ({
    hub: here.app.courierHub,
    id: here.staff.staffId,
    version: async () =>
      await here.app.readTogether(`stops ${here.staff.staffId}`, async () => await readVersion(here)),
  }))
