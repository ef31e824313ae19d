import { randomBytes } from 'node:crypto'
import { request } from '@playwright/test'
import { parse } from 'node-html-parser'
import { TOTP } from 'otpauth'
import { type Drawn, type PlainForms, plainForms } from '../support/plain-forms.ts'
import type { Environment } from '../support/settings.ts'
import { staffCommand } from '../support/staff-command.ts'

/** People of the business, by forms as browsers without scripts post them. */
export type Desk = {
  /** Takes this step of a shipment. */
  move(number: number, code: string, step: DeskStep): Promise<void>
  close(): Promise<void>
}

export type DeskStep = 'assigned' | 'picked_up' | 'delivered' | 'delivery_failed' | 'returned' | 'cancelled'

/** How many shipments each of them has to do with, at most, as long as there is somebody else. */
const [perManager, perCourier] = [100, 30]
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
  const known = (await staffCommand(env, 'list')).split('\n')
  const hire = async (role: string, name: string, ...more: string[]) => {
    const before = known.find((line) => line.trim().endsWith(` ${name}`))
    const id = before?.trim().split(/\s+/)[0]
    return await enter(env, id ? ['--id', id] : ['--role', role, '--name', name, ...more])
  }
  const sent = couriers.map(async (name) => await (await hire('courier', name, '--vehicle', 'motorcycle')).close())
  const people = await Promise.all(managers.map(async (name) => await hire('manager', name)))
  await Promise.all(sent)
  return {
    async move(number, code, step) {
      const { caption, fill } = steps[step](number, couriers)
      const who = people[number % people.length]
      if (!who) throw new Error('nobody is at the desk')
      const shown = await who.forms.open(`${env.APP_URL}/desk/shipments/${code}`)
      const drawn = await who.forms.submit(shown, caption, fill)
      const alert = parse(drawn.html).querySelector('main [role=alert]')?.textContent
      if (alert) throw new Error(`${step} of ${code}: ${alert}`)
      // A page that could not be drawn says nothing of the shipment.
      if (titleOf(drawn) !== titleOf(shown)) throw new Error(`${step} of ${code} led to «${titleOf(drawn)}»`)
    },
    close: async () => void (await Promise.all(people.map(async ({ close }) => await close()))),
  }
}

const titleOf = ({ html }: Drawn): string | undefined => parse(html).querySelector('h1')?.textContent

type Member = { forms: PlainForms; close(): Promise<void> }

/** Somebody who comes in for the first time, or again by a new invitation. */
async function enter(env: Environment, invitation: string[]): Promise<Member> {
  const cookies = await request.newContext()
  const forms = plainForms(cookies)
  const invited = await forms.open(await staffCommand(env, 'invite', ...invitation))
  const [login, password] = [`m.${randomBytes(6).toString('hex')}`, randomBytes(12).toString('hex')]
  const entered = await forms.submit(invited, 'پذیرفتن با گذرواژه', { login, password, code: codeNow(invited) })
  if (!entered.url.endsWith('/desk/security')) throw new Error(`${invitation.join(' ')} led to ${entered.url}`)
  return { forms, close: async () => await cookies.dispose() }
}

/** What an authenticator app shows that has read this page. */
function codeNow({ html }: Drawn): string {
  const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{1,4}){4,}/.exec(parse(html).textContent)?.[0] ?? ''
  return new TOTP({ secret: secret.replaceAll(' ', '') }).generate()
}
