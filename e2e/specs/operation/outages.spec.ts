import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { heading } from '../../support/answer.ts'
import type { App } from '../../support/app.ts'
import { callAsDivar } from '../../support/divar-call.ts'
import { askDoctor } from '../../support/doctor.ts'
import { bookAndSend, errorSummary, expectAt, goTo, typeAddress } from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose } from '../../support/life.ts'
import { root } from '../../support/paths.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import { expect, test } from '../../support/replicas.ts'

// PostgreSQL goes away, and the clocks of machines are wrong.
test.describe.configure({ timeout: 300_000 })

const health = async (app: App) => {
  const answer = await fetch(`${app.url}/api/health`)
  return { status: answer.status, body: (await answer.json()) as { reason?: string; troubles?: string[] } }
}
const event = () => ({ type: 'SOMETHING_NEW', something_new: { id: randomUUID() } })
const sent = 'پیام در چت نوشته شد'

test('while PostgreSQL is away the app reports it, loses no input and no acknowledged data, and recovers', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  postgres,
  tolerate,
}) => {
  tolerate(/status 50[03]|console error/)
  const env = { ...stack.env, PORT: new URL(stack.appUrl).port }
  // Somebody looks at a shipment that is on its way, and stays.
  const open = await openFromChat({ side: 'DEMAND' })
  const code = await propose(open, 'DEMAND')
  await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))
  await expect(heading(open)).toHaveText('ارسال پذیرفته شد', patience)
  await open.evaluate(() => Object.assign(window, { kept: true }))
  // Somebody is typing.
  const third = divar.conversations()[2]?.id ?? ''
  const typing = await openFromChat({ side: 'DEMAND', conversationId: third, page: await newWindow() })
  await bookTo(typing, 'address', { service: { service: 'پست پیشتاز' } })
  await typeAddress(typing)
  // And somebody else has booked, and Divar takes the message only later.
  const second = divar.conversations()[1]?.id ?? ''
  const booking = await openFromChat({ side: 'SUPPLY', conversationId: second, page: await newWindow() })
  await bookTo(booking, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 429, headers: { 'retry-after': '10' } })
  await bookAndSend(booking)
  await expectAt(booking, 'result')
  const sends = divar.calls({ name: 'send' }).length
  const before = stack.apps.map((app) => app.logs().length)
  await postgres.rest()
  const half = wait(30_000)
  for (const app of stack.apps) {
    expect(await health(app)).toMatchObject({ status: 503, body: { reason: 'The database does not answer.' } })
  }
  await typing.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expect(errorSummary(typing)).toBeVisible()
  await expect(typing.getByLabel('نشانی', { exact: true })).not.toHaveValue('')
  const told = event()
  expect((await callAsDivar(stack, '/api/divar/events', told)).status).toBe(503)
  const launch = await divar.launch({ conversationId: third, side: 'SUPPLY' })
  expect(launch.url ?? null).toBeNull()
  await booking.reload()
  await expect(heading(booking)).toHaveText('خطایی پیش آمد')
  const doctor = askDoctor(env)
  expect([doctor.status, doctor.wrong.map(({ name }) => name)]).toEqual([1, ['database']])
  await half

  await postgres.wake()
  for (const app of stack.apps) await expect.poll(async () => (await health(app)).status, patience).toBe(200)
  for (const [index, app] of stack.apps.entries()) expect(app.logs().slice(before[index])).toContain('"unhealthy"')
  await typing.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(typing, 'review')
  for (const step of ['preview', 'result'] as const) await goTo(typing, step)
  await expect(typing.getByText(sent, { exact: true })).toBeVisible(patience)
  await booking.reload()
  await expect(booking.getByText(sent, { exact: true })).toBeVisible(patience)
  expect(divar.messages(second).filter(({ byApp }) => byApp)).toHaveLength(1)
  expect(divar.calls({ name: 'send' })).toHaveLength(sends + 2)
  expect((await callAsDivar(stack, '/api/divar/events', told)).status).toBe(200)
  await carrierTells(divar, code, 'assigned')
  await expect(heading(open)).toHaveText('مأمور پیک مشخص شد', patience)
  expect(await open.evaluate(() => 'kept' in window), 'changed without a reload').toBe(true)
  expect(askDoctor(env).status).toBe(0)
})

const wrongClock = pathToFileURL(join(root, 'e2e/support/wrong-clock.mjs')).href

for (const off of [300, -300]) {
  test(`two machines whose clocks differ by ${off} seconds report it and still agree`, async ({
    openFromChat,
    newWindow,
    divar,
    stack,
  }) => {
    const [, app] = stack.apps
    const wrong = { NODE_OPTIONS: `--import=${wrongClock}`, CLOCK_IS_OFF: String(off) }
    const before = app?.logs().length ?? 0
    await app?.restart(wrong)
    const way = off > 0 ? 'ahead of' : 'behind'
    const sentence = `This machine's clock is 300 seconds ${way} the database's, by which Peyk goes.`
    await expect.poll(async () => app && (await health(app)).body.troubles).toEqual([sentence])
    expect((await health(stack.app)).body.troubles).toEqual([])
    expect(app?.logs().slice(before)).toContain('"clock_off"')
    const doctor = askDoctor({ ...stack.env, PORT: new URL(stack.appUrl).port, ...wrong })
    expect([doctor.status, doctor.wrong.map(({ name }) => name)]).toEqual([1, ['clock.database']])

    const served = stack.balancer.counts()
    const page = await openFromChat({ side: 'DEMAND' })
    const code = await propose(page, 'DEMAND')
    await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))
    await expect(heading(page)).toHaveText('ارسال پذیرفته شد', patience)
    await carrierTells(divar, code, 'assigned')
    await expect(heading(page)).toHaveText('مأمور پیک مشخص شد', patience)
    for (const [index, count] of stack.balancer.counts().entries()) expect(count).toBeGreaterThan(served[index] ?? 0)
    expect(divar.messages(divar.conversations()[0]?.id ?? '').filter(({ byApp }) => byApp)).toHaveLength(2)
  })
}
