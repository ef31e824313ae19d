import DataLoader from 'dataloader'
import { parse } from 'node-html-parser'
import type { Drawn } from '../support/plain-forms.ts'
import { enterByForms } from '../support/plain-staff.ts'
import type { Environment } from '../support/settings.ts'
import { staffCommand } from '../support/staff-command.ts'

/** People of the business, by forms as browsers without scripts post them. */
export type Desk = {
  /** Takes this step of a shipment. */
  move(number: number, code: string, step: DeskStep): Promise<void>
  /** Gives a shipment to the first courier, with all that wait for one at about the same time. */
  send(code: string): Promise<void>
  /** The phone of the courier who was sent sends this tap, with this id and the code of whom they stand before. */
  tap(number: number, tap: SentTap): Promise<{ status: number; body: unknown }>
  close(): Promise<void>
}

export type SentTap = { id: string; shipment: string; deed: 'picked_up' | 'delivered'; code: string }

export type DeskStep = 'assigned' | 'picked_up' | 'delivered' | 'delivery_failed' | 'returned' | 'cancelled'

/** How many shipments each of them has to do with, at most, as long as there is somebody else. */
const [perManager, perCourier] = [100, 30]
/** As many as the desk takes at once. */
const perBulk = 50
const gatherMs = 3_000
const allManagers = ['شیوا پارسا', 'امید دلاور']
const allCouriers = ['سامان تیزپا', 'فرزاد راهی', 'نسیم سواری']
const failures = ['کسی در نشانی نبود', 'گیرنده تلفن را جواب نداد', 'گیرنده وقت دیگری خواست']
const withoutCode = { override: 'تلفنی هماهنگ شد' }

type Filled = { caption: string; fill: Record<string, string> }

const steps: Record<DeskStep, (number: number, couriers: string[]) => Filled> = {
  assigned: (number, couriers) => ({
    caption: 'سپردن',
    fill: { courier: couriers[number % couriers.length] ?? '' },
  }),
  picked_up: () => ({ caption: 'کالا گرفته شد', fill: withoutCode }),
  delivered: () => ({ caption: 'تحویل شد', fill: withoutCode }),
  delivery_failed: (number) => ({
    caption: 'ثبت تحویل ناموفق',
    fill: { failure: failures[number % failures.length] ?? '' },
  }),
  returned: () => ({ caption: 'به فروشنده برگشت', fill: {} }),
  cancelled: () => ({ caption: 'انصراف از این مرسوله', fill: { giving_up: 'کالا آماده نبود' } }),
}

/** Managers, among whom the work is spread since what one of them may change is limited, and couriers to send. */
export async function openDesk(env: Environment, count: number): Promise<Desk> {
  const [managers, couriers] = [
    allManagers.slice(0, Math.ceil(count / perManager)),
    allCouriers.slice(0, Math.ceil(count / perCourier)),
  ]
  const known = await staffCommand(env, 'list')
  const hire = async (role: string, name: string, ...more: string[]) =>
    await enterByForms(env, known, { role, name, more })
  const [people, phones] = await Promise.all([
    Promise.all(managers.map(async (name) => await hire('manager', name))),
    Promise.all(couriers.map(async (name) => await hire('courier', name, '--vehicle', 'motorcycle'))),
  ])
  const listed = (await staffCommand(env, 'list')).split('\n')
  const owners = couriers.map(
    (name) =>
      listed
        .find((line) => line.endsWith(` ${name}`))
        ?.trim()
        .split(/\s+/)[0],
  )
  const take = async (number: number, path: string, { caption, fill }: Filled) => {
    const who = people[number % people.length]
    if (!who) throw new Error('nobody is at the desk')
    const shown = await who.forms.open(`${env.APP_URL}/desk/${path}`)
    const drawn = await who.forms.submit(shown, caption, fill)
    const alert = parse(drawn.html).querySelector('main [role=alert]')?.textContent
    if (alert) throw new Error(`${path}: ${alert}`)
    // A page that could not be drawn says nothing of the shipment.
    if (titleOf(drawn) !== titleOf(shown)) throw new Error(`${caption} at ${path} led to «${titleOf(drawn)}»`)
    return drawn
  }
  const sent = new DataLoader<string, void>(
    async (codes) => {
      const { caption, fill } = steps.assigned(0, couriers)
      const found = `queue?q=${encodeURIComponent(codes.join(' '))}`
      const { html } = await take(0, found, { caption, fill: { ...fill, chosen: '1' } })
      const done = `${codes.length.toLocaleString('fa-IR')} مرسوله سپرده شد.`
      if (!html.includes(done)) throw new Error(`not all of ${codes} were sent`)
      return codes.map(() => undefined)
    },
    { cache: false, maxBatchSize: perBulk, batchScheduleFn: (go) => void setTimeout(go, gatherMs) },
  )
  return {
    move: async (number, code, step) => void (await take(number, `shipments/${code}`, steps[step](number, couriers))),
    send: async (code) => await sent.load(code),
    async tap(number, tap) {
      const at = number % couriers.length
      const [phone, owner] = [phones[at], owners[at]]
      if (!phone || !owner) throw new Error('nobody was sent')
      const answer = await phone.cookies.post(`${env.APP_URL}/api/courier/taps`, {
        headers: { origin: env.APP_URL ?? '' },
        data: { ...tap, owner, reason: '', ago: 0 },
      })
      return { status: answer.status(), body: await answer.json() }
    },
    close: async () => void (await Promise.all([...people, ...phones].map(async ({ close }) => await close()))),
  }
}

const titleOf = ({ html }: Drawn): string | undefined => parse(html).querySelector('h1')?.textContent
