import 'server-only'
import { anything } from '#lib/addon/index.ts'
import { parseFilter, readToday, type Some, type TabName, type Today, writeFilter } from '#lib/desk/index.ts'
import { tabLabels, todayTexts } from '#lib/fa/desk-texts.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { digest } from '#lib/web/live-page.ts'
import { staffEvents, staffState } from './live.ts'
import type { StaffHere } from './session.ts'

const queueHref = (change: { tab: TabName; courier?: string }) =>
  `/desk/queue?${writeFilter({ ...parseFilter({}), ...change })}`

const read = async ({ app, staff }: StaffHere): Promise<Today | null> => {
  const today = await readToday(app.desk, staff)
  return 'kind' in today ? null : today
}

const versionOf = async (here: StaffHere): Promise<string | null> => {
  const today = await read(here)
  return today && digest(today)
}

/** What waits for somebody, each with the way there; null: their role sees no shipments. */
export async function todayView(here: StaffHere) {
  const today = await read(here)
  if (!today) return null
  const { counts, couriers } = today
  const ofTab = (tab: TabName) => tileOf(tabLabels[tab], { count: counts[tab] ?? 0, isMore: false }, queueHref({ tab }))
  const exceptions =
    today.exceptions === null ? ofTab('exceptions') : tileOf(tabLabels.exceptions, today.exceptions, '/desk/exceptions')
  return {
    tiles: [
      ofTab('new'),
      { ...exceptions, isUrgent: !exceptions.isNone },
      ...(today.toAnswer ? [tileOf(todayTexts.toAnswer, today.toAnswer, '/desk/threads')] : []),
      ofTab('assigned'),
      ofTab('on_the_way'),
      ofTab('ended_today'),
    ],
    couriers: couriers?.map(({ courierId, name, toCollect, onTheWay }) => ({
      href: queueHref({ tab: 'open', courier: courierId }),
      name: name ?? todayTexts.noMore,
      isGone: name === null,
      load: todayTexts.load(toCollect, onTheWay),
    })),
    live: {
      stateUrl: '/desk/state',
      eventsUrl: '/desk/events',
      version: digest(today),
      asOf: here.app.clock().getTime(),
    },
  }
}

const tileOf = (label: string, { count, isMore }: Some, href: string) => ({
  label,
  href,
  count: `${toPersianDigits(count)}${isMore ? '+' : ''}`,
  isNone: count === 0,
  isUrgent: false,
})

/** `GET /desk/state`: what an open first page of the desk asks for. */
export const todayState = async (): Promise<Response> => await staffState(versionOf)

/** `GET /desk/events`: wakes it when anything of any shipment has changed. */
export const todayEvents = async (request: Request): Promise<Response> =>
  await staffEvents(request, 'queue.read', async (here) => ({
    hub: here.app.watchHub,
    id: anything,
    version: async () => await here.app.readTogether(`today ${here.staff.role}`, async () => await versionOf(here)),
  }))
