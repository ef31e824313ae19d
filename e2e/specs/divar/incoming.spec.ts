import { randomUUID } from 'node:crypto'
import { callAsDivar } from '../../support/divar-call.ts'
import { expect, type Side, test } from '../../support/fixtures.ts'

// Bodies as Divar's documents show them, written from the contract: §3.2 to §3.4 for launches, §4 for actions.

type Headers = Record<string, string>

const second = { 'api-version': '2' }
const post = 'gZd7omnS'
const greeting = (side: Side): string => `شما <strong>${side === 'SUPPLY' ? 'فروشندهٔ' : 'خریدار'}</strong>`
const menu = { post_token: post, user_side: 'SUPPLY', source: 'CHAT' }
const tap = { ...menu, source: 'CHAT_MESSAGE_ACTION', user_id: '6GqmD76dle5NpJySqnBX8seTpt6uVtzqaNTNJU1ettI=' }
const [seller, buyer] = ['e9ba8a81-9583-4f7c-af54-b07df089d971', '1697004f-e902-44c2-bbbe-bf8e20d54bff']
const first = {
  extra_data: {},
  callback_url: 'https://divar.ir/chat',
  post_token: post,
  user_id: seller,
  peer_id: buyer,
  supplier: { id: seller },
  demand: { id: buyer },
}
const where = { latitude: '35.6833', longitude: '51.3485' }

/** What Divar may send, and the side that it opens; null: no seat, so prices only. */
const documented: [name: string, headers: Headers, body: object, opens: Side | null][] = [
  [
    'version 2 from the menu',
    second,
    { ...menu, completion_url: 'https://open-platform-redirect.divar.ir/completion', provider_data: {} },
    'SUPPLY',
  ],
  ['version 2 without its header', {}, menu, 'SUPPLY'],
  ['version 2 with the header in its other spelling', { api_version: '2' }, menu, 'SUPPLY'],
  ['side in title case', second, { ...menu, user_side: 'Supply' }, 'SUPPLY'],
  ['side in title case, buyer', second, { ...menu, user_side: 'Demand' }, 'DEMAND'],
  ['side as SELLER', second, { ...menu, user_side: 'SELLER' }, 'SUPPLY'],
  ['side as BUYER', second, { ...menu, user_side: 'BUYER' }, 'DEMAND'],
  ['extra_data and user_id null', second, { ...menu, extra_data: null, user_id: null }, 'SUPPLY'],
  ['extra_data and user_id empty', second, { ...menu, extra_data: '', user_id: '' }, 'SUPPLY'],
  [
    'a message button',
    second,
    { ...tap, user_side: 'DEMAND', extra_data: { order_id: 'ord_81', step: 'track' } },
    'DEMAND',
  ],
  ['a message button, not logged in', second, { ...tap, user_id: null, extra_data: { a: '1' } }, 'SUPPLY'],
  ['a message button with provider_data', {}, { ...tap, provider_data: { a: { b: ['c', 1] } } }, 'SUPPLY'],
  ['a post token of 16 characters', second, { ...menu, post_token: 'gZd7omnSgZd7omnS' }, 'SUPPLY'],
  ['a post token with a dash', second, { ...menu, post_token: 'wZDwv-vo' }, 'SUPPLY'],
  ['no post', second, { ...menu, post_token: null }, 'SUPPLY'],
  [
    'an unknown source and unknown fields',
    second,
    { ...menu, source: 'SOMETHING_NEW', ticket_uuid: 'x', more: [{}] },
    'SUPPLY',
  ],
  ['version 2, no conversation', second, { ...menu, conversation_id: null }, null],
  ['version 2, no side', second, { ...menu, user_side: null }, null],
  ['version 2, an unknown side', second, { ...menu, user_side: 'GUEST' }, null],
  ['a post widget', second, { source: 'POST_ADDON', post_token: post }, null],
  ['a post widget, as misprinted', second, { source: 'POST_ADODN', post_token: post, user_id: tap.user_id }, null],
  ['my divar', second, { source: 'MY_DIVAR', conversation_id: '', post_token: '' }, null],
  ['version 1, seller', {}, { ...first, extra_data: { provider_data: { your_custom_key: 'value' } } }, 'SUPPLY'],
  ['version 1, buyer', {}, { ...first, user_id: buyer, peer_id: seller }, 'DEMAND'],
  ['version 1 with a place in texts', {}, { ...first, extra_data: { location: where } }, 'SUPPLY'],
  [
    'version 1 with a place in numbers',
    {},
    { ...first, extra_data: { location: { latitude: 35.6, longitude: 51.3 } } },
    'SUPPLY',
  ],
  [
    'version 1 with capitals',
    {},
    { ...first, supplier: undefined, demand: undefined, Supplier: { id: seller }, Demand: { id: buyer } },
    'SUPPLY',
  ],
  ['version 1 before it had a conversation', {}, { ...first, conversation_id: undefined }, null],
  ['nothing at all', {}, { conversation_id: undefined }, null],
]

for (const [name, headers, body, opens] of documented) {
  test(`a documented form of a launch opens the right page: ${name}`, async ({ stack, request }) => {
    const answer = await callAsDivar(stack, '/api/divar/launch', { conversation_id: randomUUID(), ...body }, headers)
    expect(answer.status, answer.text).toBe(200)
    const { url, ...rest } = JSON.parse(answer.text) as { url: string }
    const isFirst = 'callback_url' in body || name === 'nothing at all'
    expect(rest).toEqual(isFirst ? { status: '200', message: 'success' } : {})
    expect(new URL(url).origin).toBe(stack.appUrl)
    expect(new URL(url).pathname).toMatch(opens ? /^\/launch\/[\w-]{22,}$/ : /^\/price$/)
    const page = await request.get(url)
    expect(page.status()).toBe(200)
    if (opens) expect(await page.text()).toContain(greeting(opens))
    else expect(page.url()).toContain('/price')
  })
}

test('all wordings of a launch that the simulator sends open the same side', async ({ divar, playwright }) => {
  const conversationId = divar.conversations()[0]?.id ?? ''
  const gone = ['post_token', 'user_id', 'source'].flatMap((field) => [
    `null:${field}`,
    `empty:${field}`,
    `missing:${field}`,
  ])
  const common = ['completion_url', 'return_url', ...gone]
  const ways = [
    ...['api_version_underscore', 'no_version', 'provider_data', 'title_case_side', 'seller_buyer', ...common].map(
      (variant) => ({ version: 2, variant }) as const,
    ),
    ...['supplier_capital', 'location_strings', 'location_numbers', 'null:post_token', 'missing:callback_url'].map(
      (variant) => ({ version: 1, variant }) as const,
    ),
  ]
  for (const side of ['SUPPLY', 'DEMAND'] as const) {
    for (const source of ['CHAT', 'CHAT_MESSAGE_ACTION']) {
      for (const way of ways) {
        const { url } = await divar.launch({ conversationId, side, source, extraData: { a: '1' }, ...way })
        const visitor = await playwright.request.newContext()
        const page = await visitor.get(url ?? '')
        expect(await page.text(), `${side} ${source} ${way.variant}`).toContain(greeting(side))
        await visitor.dispose()
      }
    }
  }
})

test("launches and dynamic actions are accepted at each other's address", async ({ stack }) => {
  const action = {
    touchpoint: 'CHAT',
    post_token: 'wZC44q5D',
    conversation_id: randomUUID(),
    user_side: 'SUPPLY',
    extra_data: { order_id: 'ord_81', answer: 'yes' },
    user_id: tap.user_id,
  }
  for (const path of ['/api/divar/action', '/api/divar/launch']) {
    for (const body of [
      action,
      { ...action, user_id: null, user_side: null, post_token: null, conversation_id: null },
    ]) {
      const answer = await callAsDivar(stack, path, body, path.endsWith('launch') ? second : {})
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.text)).toEqual({ text_message: 'این دکمه برای این گفت‌وگو کاری انجام نمی‌دهد.' })
    }
  }
  const launch = await callAsDivar(stack, '/api/divar/action', { ...menu, conversation_id: randomUUID() })
  expect(JSON.parse(launch.text)).toEqual({ url: expect.stringContaining(`${stack.appUrl}/launch/`) })
})

test('a direct link leads only to prices, for any value of its parameters', async ({ stack, request }) => {
  const values = [
    post,
    '',
    '../users',
    '%00',
    '%E0%A4%A',
    'a'.repeat(5000),
    '<script>alert(1)</script>',
    'javascript:alert(1)',
    '//evil.example',
    'پست',
    `${post}&post_token=x`,
  ]
  for (const value of values) {
    const address = `${stack.appUrl}/launch?post_token=${value}&completion_url=https://evil.example&return_url=//evil.example`
    const answer = await request.get(address, { maxRedirects: 0 })
    expect([value.slice(0, 40), answer.status()]).toEqual([value.slice(0, 40), 303])
    expect(answer.headers().location).toBe(`${stack.appUrl}/price${value.startsWith(post) ? `?post=${post}` : ''}`)
    const prices = await request.get(`${stack.appUrl}/price?post=${value}&from=${value}&to[]=x&size=__proto__`)
    expect(prices.status()).toBeLessThan(500)
    expect(await prices.text()).not.toMatch(/<script>alert|(href|src|action)="[^"]*(evil|javascript:)/)
  }
})
