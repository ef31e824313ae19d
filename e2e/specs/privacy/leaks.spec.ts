import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { otherAddress, otherKept } from '../../support/answer.ts'
import { latin } from '../../support/digits.ts'
import { callAsDivar } from '../../support/divar-call.ts'
import { expect, test } from '../../support/fixtures.ts'
import {
  bookAndSend,
  consent,
  expectAt,
  freshAddress,
  readAddressSeed,
  readTrackingCode,
  typeAddress,
} from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose } from '../../support/life.ts'
import { root } from '../../support/paths.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import { findCodes, findLeaks, type Named, recordResponses } from '../../support/secrets-scan.ts'
import type { Stack } from '../../support/stack.ts'

test.describe.configure({ timeout: 180_000 })

const personal: Named[] = [...Object.entries(readAddressSeed().kept), ...Object.entries(readAddressSeed().typed)]
  .filter(([name]) => name !== 'city' && name !== 'district')
  .map(([name, text]) => ({ name, text: text ?? '' }))

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')

/** Every token and code that Divar gave out, as the simulator knows them. */
function divarSecrets(divar: Control): Named[] {
  const { tokens, codes } = divar.state() as { tokens: { value: string }[]; codes: { value: string }[] }
  expect(tokens.length).toBeGreaterThan(0)
  return [...tokens, ...codes].map(({ value }, index) => ({ name: `token or code ${index}`, text: value }))
}

const appSecrets = (stack: Stack): Named[] =>
  Object.entries(stack.secrets).flatMap(([name, value]) => value.split(',').map((text) => ({ name, text })))

/** Bearer secrets of a seat or a session. */
async function passes(context: BrowserContext, divar: Control): Promise<Named[]> {
  const links = divar.deliveries({ kind: 'launch' }).map(({ response }) => /launch\/([\w-]+)/.exec(response)?.[1] ?? '')
  const states = divar.calls({ name: 'authorize' }).map(({ query }) => query.state ?? '')
  const cookies = (await context.cookies()).filter(({ domain }) => domain === 'localhost')
  return [
    ...links.map((text) => ({ name: 'ticket', text })),
    ...states.map((text) => ({ name: 'state', text })),
    ...cookies.map(({ name, value }) => ({ name, text: value })),
  ].filter(({ text }) => text !== '')
}

const asked: Record<string, string>[] = [{}, { rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }]

/** The pages and the payloads that the app's own scripts would ask for, of one seat. */
async function readAll(page: Page, paths: string[]): Promise<Named[]> {
  const texts: Named[] = []
  for (const path of paths) {
    for (const headers of asked) {
      const answer = await page.request.get(`${seatOf(page)}${path}`, { headers })
      texts.push({
        name: `${path} ${JSON.stringify(headers)}`,
        text: `${JSON.stringify(answer.headers())}${await answer.text()}`,
      })
    }
  }
  return texts
}

const toNamed = ([name, text]: [string, string]): Named => ({ name, text })

const steps = ['', '/parcel', '/address', '/service', '/review', '/permission', '/preview', '/problem/fault']

test("a booking leaves no address, phone number, token or secret in the log, the other side's pages or the chat", async ({
  stack,
  app,
  divar,
  context,
  openFromChat,
  newWindow,
}) => {
  const logBefore = app.logs().length
  const seller = await openFromChat({ side: 'SUPPLY' })
  await bookTo(seller, 'review')
  // What goes wrong is logged: an answer of Divar's that holds tokens but is broken, then a send that fails.
  divar.fault({ on: 'token', kind: 'malformed' })
  await consent(seller, 'allow')
  await expect(seller.getByRole('heading', { level: 1 })).toHaveText('پاسخ دیوار کامل نرسید')
  await seller.getByRole('link', { name: 'تلاش دوباره' }).click()
  await consent(seller, 'allow')
  await expectAt(seller, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 503, times: 1 })
  await bookAndSend(seller)
  await expectAt(seller, 'result')
  await expect(seller.getByText('پیام در چت نوشته شد')).toBeVisible({ timeout: 60_000 })
  const code = (await readTrackingCode(seller)).replaceAll('-', '')

  // Calls that carry such values to the app, rightly and wrongly.
  const { mobile, line } = readAddressSeed().kept
  const conversationId = divar.conversations()[0]?.id ?? ''
  const said = { id: 'leak-1', conversation: { id: conversationId }, type: 'TEXT', text: `${line} ${mobile}` }
  expect((await divar.event({ body: { type: 'NEW_MESSAGE', new_message: said } })).status).toBe(200)
  await callAsDivar(stack, '/api/divar/events', { type: 'NEW_MESSAGE', new_message: line, note: mobile })
  await callAsDivar(stack, '/api/divar/launch', { user_side: [line], conversation_id: mobile })
  await callAsDivar(stack, '/api/divar/launch', `{"half": "${line} ${mobile}`)
  await callAsDivar(stack, '/api/divar/launch', {}, { authorization: `${stack.secrets.DIVAR_IDENTIFICATION_KEYS}x` })
  await seller.request.get(`${stack.appUrl}/launch/${encodeURIComponent(line)}?phone=${mobile}`)

  const buyer = await newWindow()
  const heard = recordResponses(buyer.context(), stack.appUrl)
  await openFromChat({ side: 'DEMAND', page: buyer })
  for (const step of [...steps, `/shipment/${code}`, `/shipment/${code}/announce`])
    await buyer.goto(`${seatOf(buyer)}${step}`)
  await buyer.goto(`${seatOf(buyer)}/shipment/${code}`)
  await expect(buyer.getByRole('heading', { level: 1 })).toHaveText('پیشنهاد ارسال از طرف فروشنده')
  const paths = [...steps, `/shipment/${code}`, `/shipment/${code}/announce`, `/shipment/${code}/state`]
  const status = await divar.action({ conversationId, side: 'DEMAND', extraData: { shipment: code } })
  const chat = divar.messages(conversationId).map(({ text, senderButtons, receiverButtons }) => ({
    name: 'chat',
    text: JSON.stringify([text, senderButtons, receiverButtons]),
  }))
  const toOthers = [
    ...(await heard()),
    ...(await readAll(buyer, paths)),
    { name: 'dynamic action', text: JSON.stringify(status.body) },
    ...chat,
  ]
  expect(toOthers.length).toBeGreaterThan(40)
  const secrets = [...divarSecrets(divar), ...appSecrets(stack)]
  expect(findLeaks(toOthers, [...personal, ...secrets, ...(await sellersOwn(context, stack))])).toEqual([])

  const log = [{ name: 'log', text: app.logs().slice(logBefore) }]
  expect(log[0]?.text).toContain('"event":"launch"')
  const everyPass = [...(await passes(context, divar)), ...(await passes(buyer.context(), divar))]
  expect(findLeaks(log, [...personal, ...secrets, ...everyPass])).toEqual([])
  // The simulator's people are nobody's secret in the code, but their names and numbers have no place in a log either.
  const people = divar.conversations().flatMap(({ supplier, demand }) => [supplier, demand])
  const theirs = people.flatMap(({ name, phone, idForApp, chatId }) => [name, phone, idForApp, chatId])
  expect(
    findLeaks(
      log,
      theirs.map((text) => ({ name: 'person', text })),
    ),
  ).toEqual([])
})

/** The seller's cookies: only the browser that has them may ever see them. */
async function sellersOwn(context: BrowserContext, stack: Stack): Promise<Named[]> {
  return (await context.cookies(stack.appUrl)).map(({ name, value }) => ({ name, text: value }))
}

test('input of one session appears in no answer to another session of the same side', async ({
  stack,
  openFromChat,
  newWindow,
}) => {
  const first = await openFromChat({ side: 'DEMAND' })
  await bookTo(first, 'review')
  const own = await readAll(first, ['/review'])
  expect(findLeaks(own, personal).length, 'the first session does see it').toBeGreaterThan(0)
  const other = await newWindow()
  const heard = recordResponses(other.context(), stack.appUrl)
  await openFromChat({ side: 'DEMAND', page: other })
  for (const step of steps) await other.goto(`${seatOf(other)}${step}`)
  expect(findLeaks([...(await heard()), ...(await readAll(other, steps))], personal)).toEqual([])

  // Nor once it is booked.
  await first.goto(`${seatOf(first)}/review`)
  await first.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  await expectAt(first, 'result')
  const code = (await readTrackingCode(first)).replaceAll('-', '')
  const after = [...steps, `/shipment/${code}`, `/shipment/${code}/announce`, `/shipment/${code}/state`]
  expect(findLeaks(await readAll(other, after), personal)).toEqual([])
})

test("a whole shipment shows no side's data to the other side, a forwarded link, the log or the chat", async ({
  stack,
  app,
  divar,
  openFromChat,
  newWindow,
}) => {
  const logBefore = app.logs().length
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  const sellersPersonal = Object.entries({ ...otherKept, typed: otherAddress.mobile }).map(toNamed)
  const buyersPersonal = Object.entries(readAddressSeed().kept).map(toNamed)
  const heard = [buyer, seller].map((page) => recordResponses(page.context(), stack.appUrl))
  await complete(seller)
  const problem = 'همسایه‌ها را بیدار نکنید.'
  await seller.getByRole('link', { name: 'گزارش مشکل' }).click()
  await seller.getByLabel('شرح مشکل').fill(problem)
  await seller.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
  await expect(seller.getByText(problem)).toBeVisible()
  await expect.poll(() => divar.carrierOrders().at(-1)?.type, patience).toBe('problem.reported')
  const threadId = String(divar.carrierOrders().at(-1)?.data.threadId)
  const answer = 'کلید را از سرایدار می‌گیریم.'
  expect(await divar.carrierReply({ threadId, text: answer })).toMatchObject({ status: 200 })
  await expect(seller.getByText(answer)).toBeVisible(patience)
  for (const step of ['assigned', 'picked_up', 'delivered']) {
    await carrierTells(divar, code, step)
    for (const page of [buyer, seller]) await page.reload()
  }

  const at = [
    '',
    '/address',
    '/accept',
    '/reject',
    '/cancel',
    '/problem',
    `/problem/${threadId}`,
    '/announce',
    '/state',
  ]
  const paths = [...steps, '/erase', '/erase?sure=1', ...at.map((name) => `/shipment/${code}${name}`)]
  const [toBuyer, toSeller] = await Promise.all(heard.map(async (texts) => await texts()))
  const sellers = [...sellersPersonal, { name: 'problem', text: problem }, { name: 'answer', text: answer }]
  const own = await readAll(seller, [`/shipment/${code}`])
  expect(findLeaks(own, sellers).length, 'each side does see its own').toBeGreaterThan(3)
  expect(findLeaks([...(toBuyer ?? []), ...(await readAll(buyer, paths))], sellers)).toEqual([])
  expect(findLeaks([...(toSeller ?? []), ...(await readAll(seller, paths))], buyersPersonal)).toEqual([])

  // Neither the page's forwarded address nor the same side opened elsewhere shows personal data.
  const everybody = [...sellers, ...buyersPersonal]
  const stranger = await newWindow()
  await stranger.goto(`${seatOf(seller)}/shipment/${code}`)
  expect(findLeaks(await readAll(stranger, paths), everybody)).toEqual([])
  const again = await openButton(await newWindow(), divar, 'SUPPLY', code)
  expect(findLeaks(await readAll(again, paths), everybody)).toEqual([])

  const chat = divar.messages(divar.conversations()[0]?.id ?? '').map((message) => JSON.stringify(message))
  const elsewhere = { chat: chat.join('\n'), log: app.logs().slice(logBefore) }
  expect(elsewhere.log).toContain('"event":"carrier')
  const secrets = [...divarSecrets(divar), ...appSecrets(stack)]
  expect(findLeaks(Object.entries(elsewhere).map(toNamed), [...everybody, ...secrets])).toEqual([])
})

test('handover codes and an address that a browser remembers leave it in no message, webhook, log, address or other page', async ({
  stack,
  app,
  divar,
  openFromChat,
  newWindow,
}) => {
  const logBefore = app.logs().length
  const address = freshAddress()
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'address')
  await typeAddress(buyer, address)
  await buyer.getByLabel('روی همین دستگاه به یاد بسپار').check()
  await buyer.getByRole('button', { name: 'ادامه', exact: true }).click()
  await consent(buyer, 'allow')
  await bookAndSend(buyer)
  await expectAt(buyer, 'result')
  await expect(buyer.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  const code = (await readTrackingCode(buyer)).replaceAll('-', '')
  const kept = (await buyer.context().cookies()).find(({ name }) => name === 'peyk.address')?.value ?? ''
  expect(kept).not.toBe('')

  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  const paths = ['', '/problem', '/cancel', '/announce', '/state', '/accept'].map((at) => `/shipment/${code}${at}`)
  const before = [...(await readAll(buyer, paths)), ...(await readAll(seller, paths))]
  const urls: Named[] = []
  for (const page of [buyer, seller])
    page.context().on('request', (asked) => urls.push({ name: 'address', text: asked.url() }))
  const heard = recordResponses(seller.context(), stack.appUrl)
  await complete(seller)
  const own = async (page: Page, title: string) => {
    const card = page.locator('section', { has: page.getByRole('heading', { name: title }) })
    return latin(await card.locator('bdi').first().textContent(patience))
  }
  const pickup = { name: 'pickup code', text: await own(seller, 'کد دادن کالا به مأمور پیک') }
  const delivery = { name: 'delivery code', text: await own(buyer, 'کد تحویل گرفتن کالا') }
  for (const { text } of [pickup, delivery]) expect(text).toMatch(/^\d{4}$/)

  // While both codes stand, what each side and a stranger with the link may read.
  await carrierTells(divar, code, 'assigned')
  const toBuyer = await readAll(buyer, paths)
  const toSeller = [...(await heard()), ...(await readAll(seller, paths))]
  const stranger = await newWindow()
  await stranger.goto(`${seatOf(buyer)}/shipment/${code}`)
  const toStranger = [
    ...(await readAll(stranger, paths)),
    ...(await readAll(await openButton(await newWindow(), divar, 'DEMAND', code), paths)),
  ]
  expect(findCodes(toBuyer, [delivery], before).length, 'each side does see its own').toBeGreaterThan(0)
  expect(findCodes(toSeller, [pickup], before).length, 'each side does see its own').toBeGreaterThan(0)
  const others =
    pickup.text === delivery.text
      ? []
      : [...findCodes(toBuyer, [pickup], before), ...findCodes(toSeller, [delivery], before)]
  expect(others).toEqual([])
  expect(findCodes(toStranger, [pickup, delivery], before)).toEqual([])

  // Said rightly and wrongly to the courier, and the shipment ends.
  const tell = async (status: string, said: string) =>
    await divar.carrierStep({ trackingCode: code, status, code: said })
  const answers = [
    await tell('picked_up', delivery.text),
    await tell('picked_up', pickup.text),
    await tell('delivered', delivery.text),
  ]
  expect(answers.at(-1)).toMatchObject({ status: 200 })
  await expect(seller.getByRole('heading', { level: 1 })).toHaveText('مرسوله تحویل شد', patience)
  const chat = divar.messages(divar.conversations()[0]?.id ?? '').map((message) => JSON.stringify(message))
  const elsewhere = [
    { name: 'chat', text: chat.join('\n') },
    { name: 'log', text: app.logs().slice(logBefore) },
    { name: 'answers to the carrier', text: JSON.stringify(answers.map(({ body }) => body)) },
    ...urls,
  ]
  const webhooks = { name: 'webhooks', text: JSON.stringify(divar.carrierOrders()) }
  expect(urls.length).toBeGreaterThan(5)
  expect(findCodes([...elsewhere, webhooks], [pickup, delivery], before)).toEqual([])
  const remembered = [...Object.entries(address).map(toNamed), { name: 'cookie', text: kept }]
  expect(findLeaks([...elsewhere, ...toSeller, ...toStranger], remembered)).toEqual([])
  // The carrier is told the address of the shipment, and never what the browser keeps.
  expect(findLeaks([webhooks], [{ name: 'cookie', text: kept }])).toEqual([])
})

test('the files served to every browser contain no secret and no internal setting', async ({ stack }) => {
  const folder = join(root, '.next/static')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ({ name, text: readFileSync(join(parentPath, name), 'latin1') }))
  expect(files.length).toBeGreaterThan(5)
  const known: Named[] = [...appSecrets(stack), ...personal, { name: 'data folder', text: stack.env.DATA_DIR ?? '' }]
  expect(findLeaks(files, known)).toEqual([])
  const names = Object.keys(stack.secrets).map((text) => ({ name: `the name ${text}`, text }))
  expect(findLeaks(files, names)).toEqual([])
})
