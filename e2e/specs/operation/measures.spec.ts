import { randomUUID } from 'node:crypto'
import type { Control } from '../../simulator/index.ts'
import { callAsDivar } from '../../support/divar-call.ts'
import { expect, test } from '../../support/fixtures.ts'
import { bookAndSend, consent, expectAt, readAddressSeed, readTrackingCode } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { scrape } from '../../support/scrape.ts'
import { findLeaks, type Named } from '../../support/secrets-scan.ts'

test.describe.configure({ timeout: 120_000 })

type Line = Record<string, unknown> & { msg?: string; event?: string; requestId?: string }

const linesOf = (log: string): Line[] =>
  log.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []))

/** Personal data, conversation ids, and secrets that grant access. */
function whatIsPrivate(divar: Control): Named[] {
  const seed = readAddressSeed()
  const typed = [seed.kept.name, seed.kept.mobile, seed.kept.line, seed.kept.postalCode, seed.typed.line]
  const people = divar.conversations().flatMap(({ id, post, supplier, demand }) => {
    return [id, post.token, ...[supplier, demand].flatMap((one) => [one.name, one.phone, one.idForApp, one.chatId])]
  })
  const { tokens, codes } = divar.state() as { tokens: { value: string }[]; codes: { value: string }[] }
  const secrets = [...tokens, ...codes].map(({ value }) => value)
  return [...typed, ...people, ...secrets].map((text) => ({ name: text, text }))
}

test('a booking appears in metrics and log without personal data', async ({ openFromChat, stack, app, divar }) => {
  const before = await scrape(stack)
  const logBefore = app.logs().length
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'review')
  await consent(page, 'refuse')
  await page.getByRole('link', { name: 'دیدن دوبارهٔ اجازه‌ها' }).click()
  await expectAt(page, 'review')
  await consent(page, 'allow')
  await expectAt(page, 'preview')
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
  const seat = /\/s\/([^/]+)/.exec(page.url())?.[1] ?? ''
  const code = (await readTrackingCode(page)).replaceAll('-', '')

  const after = await scrape(stack)
  const more = (name: string, labels: Record<string, string>) => after.sum(name, labels) - before.sum(name, labels)
  expect(more('peyk_launches_total', { kind: 'ticket' })).toBe(1)
  expect(more('peyk_consents_total', { outcome: 'asked' })).toBe(2)
  expect(more('peyk_consents_total', { outcome: 'refused' })).toBe(1)
  expect(more('peyk_consents_total', { outcome: 'given' })).toBe(1)
  expect(more('peyk_consents_total', { outcome: 'failed' })).toBe(0)
  expect(more('peyk_chat_messages_total', { kind: 'proposal', state: 'sent' })).toBe(1)
  expect(more('peyk_action_seconds_count', { action: 'book_and_send', outcome: 'done' })).toBe(1)
  expect(more('peyk_route_seconds_count', { route: '/api/divar/launch', status: '200' })).toBe(1)
  expect(more('peyk_page_seconds_count', { page: '/s/[seat]/preview' })).toBeGreaterThan(0)
  expect(more('peyk_divar_call_seconds_count', { call: 'send_conversation_message', outcome: 'answered' })).toBe(1)
  expect(more('peyk_divar_call_seconds_count', { call: 'exchange_code', outcome: 'answered' })).toBe(1)
  expect(after.text).toContain('peyk_open_chat_messages{state="unconfirmed"}')
  expect(after.text).toContain('peyk_jobs_waiting{queue="deliver-message"}')
  expect(after.text).toContain('process_resident_memory_bytes')
  expect(after.text).not.toContain('"other"')

  const log = app.logs().slice(logBefore)
  const lines = linesOf(log)
  const booking = lines.find(({ action }) => action === 'book_and_send')?.requestId
  expect(booking).toBeTruthy()
  const way = lines.filter(({ requestId }) => requestId === booking)
  expect(way.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['action', 'call to Divar', 'chat message']))
  expect(way).toContainEqual(
    expect.objectContaining({ call: 'send_conversation_message', outcome: 'answered', httpStatus: 200 }),
  )
  const ofNobody = lines.filter(({ msg, requestId }) => requestId === undefined && msg !== 'job engine')
  expect(ofNobody).toEqual([])
  const launch = lines.find(({ event }) => event === 'launch')
  expect(lines.find(({ event }) => event === 'ticket')).toMatchObject({ kind: 'opened', mark: launch?.mark })

  const personal = [...whatIsPrivate(divar), { name: 'seat', text: seat }, { name: 'tracking code', text: code }]
  expect(findLeaks([{ name: 'metrics', text: after.text }], personal)).toEqual([])
  expect(findLeaks([{ name: 'log', text: log }], personal)).toEqual([])
})

test("the metrics show an event's delay, counting a repeated event once", async ({ stack }) => {
  const before = await scrape(stack)
  const message = { id: randomUUID(), conversation: { id: randomUUID(), type: 'BOT' }, sender: { type: 'BOT' } }
  const said = { ...message, type: 'TEXT', text: 'سلام', sent_at: Date.now() * 1000 }
  for (const _ of ['first', 'repeat']) {
    await callAsDivar(stack, '/api/divar/events', { type: 'NEW_CHATBOT_MESSAGE', new_chatbot_message: said })
  }
  const after = await scrape(stack)
  const more = (name: string, labels = {}) => after.sum(name, labels) - before.sum(name, labels)
  expect(more('peyk_events_total', { type: 'new_chatbot_message', kind: 'stored' })).toBe(1)
  expect(more('peyk_events_total', { type: 'new_chatbot_message', kind: 'repeated' })).toBe(1)
  expect(more('peyk_event_lag_seconds_count')).toBe(1)
})

test('the metrics need their token, and an answer to a machine carries its request id', async ({
  stack,
  anotherApp,
  request,
}) => {
  const address = `${stack.appUrl}/api/metrics`
  for (const authorization of [undefined, 'Bearer x', stack.env.METRICS_TOKEN]) {
    const answer = await request.get(address, { headers: authorization ? { authorization } : {} })
    expect(answer.status()).toBe(401)
    expect(answer.headers()['cache-control']).toBe('no-store')
    expect(await answer.text()).not.toContain('peyk_')
  }
  const chosen = { 'x-request-id': 'chosen-by-a-client' }
  const refused = await callAsDivar(stack, '/api/divar/launch', {}, { ...chosen, authorization: 'x' })
  expect(refused.status).toBe(401)
  expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)

  const other = await anotherApp({ METRICS_TOKEN: '', TRUSTED_PROXIES: '1' })
  const authorization = `Bearer ${stack.env.METRICS_TOKEN}`
  const missing = await request.get(`${other.url}/api/metrics`, { headers: { ...chosen, authorization } })
  expect(missing.status()).toBe(404)
  expect(missing.headers()['x-request-id']).toBe('chosen-by-a-client')
})
