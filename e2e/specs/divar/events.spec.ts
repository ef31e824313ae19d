import { randomUUID } from 'node:crypto'
import type { Control } from '../../simulator/index.ts'
import { callAsDivar } from '../../support/divar-call.ts'
import { expect, test } from '../../support/fixtures.ts'
import { bookAndSend, consent, expectAt, fillAddress, fillWhat, readAddressSeed } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { findLeaks } from '../../support/secrets-scan.ts'
import type { Stack } from '../../support/stack.ts'

// Bodies as the contract shows them: §11.2 to §11.4 and §11.6.

const secretText = 'نشانی من کوچهٔ یاس پلاک هفده'
const talk = { id: 'edbb9499-cccc-4d35-b21f-621fa95f2b3e', type: 'POST', post_token: 'gZd7omnS' }
const link = 'https://example.com/files/1'
const message = (rest: object) => ({
  type: 'NEW_MESSAGE',
  metadata: { key: 'value' },
  new_message: {
    id: randomUUID(),
    conversation: talk,
    sender: { side: 'BUYER', type: 'HUMAN' },
    type: 'TEXT',
    sent_at: 1729429926140000,
    ...rest,
  },
})
const payment = { cost_rials: 100000, state: 'TRANSACTION_STATE_COMPLETED', type: 'TRANSACTION_TYPE_REORDER' }

const kinds: [name: string, type: string, make: () => object][] = [
  ['a text', 'new_message', () => message({ text: secretText })],
  ['a text of our own', 'new_message', () => message({ text: 'x', sender: { side: 'SELLER', type: 'BOT' } })],
  [
    'an image',
    'new_message',
    () => message({ type: 'IMAGE', image_data: { link, size_bytes: 204800, height_px: 1, width_px: 2 } }),
  ],
  ['a file', 'new_message', () => message({ type: 'FILE', file_data: { link, name: 'a.pdf', size_bytes: '1' } })],
  ['a voice', 'new_message', () => message({ type: 'VOICE', voice_data: { link, size_bytes: 1 } })],
  [
    'a video',
    'new_message',
    () => message({ type: 'VIDEO', video_data: { link, thumbnail_link: link, size_bytes: 1 } }),
  ],
  ['a place', 'new_message', () => message({ type: 'LOCATION', location_data: { latitude: 35.7, longitude: 51.4 } })],
  [
    'a contact',
    'new_message',
    () => message({ type: 'CONTACT', contact_data: { name: secretText, phone: '+989123456789' } }),
  ],
  ['a message of a kind to come', 'new_message', () => message({ type: 'HOLOGRAM', hologram_data: {} })],
  [
    'a text without metadata or sender',
    'new_message',
    () => ({ type: 'NEW_MESSAGE', new_message: { id: randomUUID(), conversation: { id: 'a' } } }),
  ],
  [
    'a text to the chatbot',
    'new_chatbot_message',
    () => ({
      type: 'NEW_CHATBOT_MESSAGE',
      new_chatbot_message: {
        id: randomUUID(),
        conversation: { id: 'b', type: 'BOT' },
        sender: { type: 'HUMAN' },
        type: 'TEXT',
        text: '/start',
        sent_at: 1,
      },
    }),
  ],
  ...['PUBLISH', 'RETIRE', 'ONGOING', 'ARCHIVE', 'SOMETHING_NEW'].map((type): [string, string, () => object] => [
    `a post: ${type}`,
    'post_update',
    () => ({
      type: 'POST_UPDATE',
      post_update: { type, post: { token: newToken(), city: 'tehran', chat_enabled: true, data: {} } },
    }),
  ]),
  [
    'a payment',
    'payment_transaction',
    () => ({ type: 'PAYMENT_TRANSACTION', payment_transaction: { id: randomUUID(), ...payment } }),
  ],
  [
    'a payment under its other name',
    'payment_transaction',
    () => ({ type: 'PAYMENT_TRANSACTION', transaction: { id: randomUUID(), ...payment, state: 3 } }),
  ],
  [
    'a revocation',
    'user_access_revocation',
    () => ({ type: 'USER_ACCESS_REVOCATION', user_access_revocation: { user_id: newToken() } }),
  ],
  ['an unknown kind', 'unknown', () => ({ type: 'SOMETHING_NEW', something_new: { id: newToken() } })],
  [
    'the webhook of before',
    'unknown',
    () => ({ type: 'CHAT_MESSAGE', timestamp: 1, payload: { id: newToken(), data: { text: secretText } } }),
  ],
]

const newToken = () => randomUUID().slice(0, 8)

for (const [name, type, make] of kinds) {
  // Nobody listens to these conversations; what an assistant hears is in assistant.spec.ts.
  const isUnheard = type === 'new_message'
  const first = isUnheard ? 'unheard' : 'stored'
  const again = isUnheard ? 'unheard' : 'repeated'
  test(`an event (${name}) gets 200 and is stored ${isUnheard ? 'never' : 'once'} however often it arrives`, async ({
    stack,
    app,
  }) => {
    const before = app.logs().length
    const body = make()
    expect(await statuses(stack, [body])).toEqual([200])
    expect(await statuses(stack, [body, body, body, body])).toEqual([200, 200, 200, 200])
    const heard = () => eventsIn(app.logs().slice(before)).filter((event) => event.type === type)
    await expect.poll(() => heard().map(({ kind }) => kind)).toEqual([first, again, again, again, again])
    expect(findLeaks([{ name: 'log', text: app.logs().slice(before) }], [{ name: 'text', text: secretText }])).toEqual(
      [],
    )
  })
}

test('five simultaneous copies of one event are stored once', async ({ stack, app }) => {
  const before = app.logs().length
  const body = { type: 'SOMETHING_NEW', something_new: { id: newToken() } }
  const all = Array.from({ length: 5 }, () => body)
  expect(await statuses(stack, all)).toEqual([200, 200, 200, 200, 200])
  await expect
    .poll(() =>
      eventsIn(app.logs().slice(before))
        .map(({ kind }) => kind)
        .sort(),
    )
    .toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'stored'])
})

test('a request that cannot be an event is refused with a reason', async ({ stack }) => {
  const invalid: (object | string)[] = [
    [],
    {},
    { type: 1 },
    { type: 'NEW_MESSAGE' },
    { type: 'NEW_MESSAGE', new_message: 'hi' },
    { type: 'NEW_MESSAGE', new_message: { id: '1' } },
    { type: 'NEW_MESSAGE', new_message: { id: '1', conversation: { id: 'a/b' } } },
    { type: 'NEW_MESSAGE', new_message: { id: '1', conversation: { id: ['a'] } } },
    { type: 'USER_ACCESS_REVOCATION', user_access_revocation: {} },
    { type: 'USER_ACCESS_REVOCATION', user_access_revocation: { user_id: true } },
    { type: 'USER_ACCESS_REVOCATION', user_access_revocation: { user_id: 'a\0b' } },
    { type: 'POST_UPDATE', post_update: { type: 'PUBLISH' } },
    { type: 'PAYMENT_TRANSACTION' },
    `{"type":"NEW","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    'not json',
    '"NEW_MESSAGE"',
    `{"type":"NEW","a":"${'a'.repeat(70_000)}"}`,
  ]
  for (const body of invalid) {
    const answer = await callAsDivar(stack, '/api/divar/events', body)
    const large = typeof body === 'string' && body.length > 65_536
    expect([answer.status, JSON.stringify(body).slice(0, 80)]).toEqual([large ? 413 : 400, expect.any(String)])
    expect(JSON.parse(answer.text)).toEqual({ reason: expect.stringMatching(/^[\x20-\x7e]{5,120}$/) })
  }
})

/** The seller takes the access back at Divar, which tells the app. */
async function revoke(divar: Control): Promise<void> {
  const { revoked, event } = await divar.revoke(divar.conversations()[0]?.supplier.id ?? '')
  expect(revoked).toBe(1)
  expect(event?.status).toBe(200)
}

const personal = Object.entries(readAddressSeed().kept).map(([name, text]) => ({ name, text }))

test('access revoked before booking erases draft, address and permission at once, also on a repeat', async ({
  openFromChat,
  divar,
}) => {
  test.setTimeout(120_000)
  const page = await openFromChat({ side: 'SUPPLY' })
  const base = page.url()
  await bookTo(page, 'preview')
  expect(await (await page.request.get(`${base}/review`)).text()).toContain(readAddressSeed().kept.name)
  for (const time of ['first', 'second']) {
    await revoke(divar)
    divar.clearCalls()
    for (const step of ['', '/parcel', '/address', '/service', '/review', '/permission', '/preview']) {
      const answer = await page.request.get(`${base}${step}`)
      expect(findLeaks([{ name: step, text: await answer.text() }], personal), time).toEqual([])
    }
    await page.goto(`${base}/preview`)
    await expectAt(page, 'what')
    expect(
      divar.calls().filter(({ headers }) => headers.authorization),
      'no token is left to use',
    ).toEqual([])
    if (time === 'second') break
    // The same person comes back, allows it once more, and takes it back once more: the same words from Divar.
    await fillWhat(page)
    await fillAddress(page)
    await consent(page, 'allow')
    await expectAt(page, 'preview')
  }
})

test('access revoked while a message waits stops the message, and the page says so', async ({
  openFromChat,
  divar,
}) => {
  test.setTimeout(120_000)
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 429, headers: { 'retry-after': '600' } })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در راه است')).toBeVisible()
  await expect.poll(() => divar.calls({ name: 'send' }).length).toBe(1)
  await revoke(divar)
  // Only now would it leave.
  divar.clock(601)
  await expect(page.getByText('در چت اعلام نشد')).toBeVisible({ timeout: 60_000 })
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('access revoked after booking ends the proposal and stops announcements in that name', async ({
  openFromChat,
  divar,
}) => {
  test.setTimeout(120_000)
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible({ timeout: 30_000 })
  const shipment = /shipment\/(\w+)/.exec(page.url())?.[1]
  await revoke(divar)
  const conversationId = divar.conversations()[0]?.id ?? ''
  const answer = await divar.action({ conversationId, side: 'DEMAND', extraData: { shipment, deed: 'reject' } })
  expect(answer.body).toMatchObject({ text_message: expect.stringContaining('لغو شد') })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ارسال لغو شد')
  await expect(page.getByText('نشانی شما دیگر نگه داشته نمی‌شود و پاک شده است.')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
  expect(divar.messages(conversationId).filter(({ byApp }) => byApp)).toHaveLength(1)
})

const statuses = async (stack: Stack, bodies: object[]): Promise<number[]> =>
  (await Promise.all(bodies.map((body) => callAsDivar(stack, '/api/divar/events', body)))).map(({ status }) => status)

type Heard = { event?: string; type?: string; kind?: string }

/** What the app's log says of events that came. */
function eventsIn(log: string): Heard[] {
  return log
    .split('\n')
    .filter((line) => line.includes('"divar_event"'))
    .map((line) => JSON.parse(line) as Heard)
}
