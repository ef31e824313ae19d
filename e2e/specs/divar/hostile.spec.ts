import { randomUUID } from 'node:crypto'
import { callAsDivar, divarPaths, keyOf, type MachineAnswer, type Sent, sendHalf } from '../../support/divar-call.ts'
import { expect, test } from '../../support/fixtures.ts'
import type { Stack } from '../../support/stack.ts'

const menu = { post_token: 'gZd7omnS', user_side: 'SUPPLY', source: 'CHAT' }
const first = { callback_url: 'https://divar.ir/chat', user_id: 'a', supplier: { id: 'a' }, demand: { id: 'b' } }

type Case = readonly [name: string, body: Sent, status?: number]

const odd: [name: string, value: unknown][] = [
  ['a list', ['a']],
  ['a number', 5],
  ['a boolean', true],
  ['an object', { a: 'b' }],
  ['a NUL', 'a\0b'],
  ['half a surrogate pair', 'a\ud800b'],
  ['200 characters', 'a'.repeat(200)],
]
const wrong = (fields: string[], values: [name: string, value: unknown][]) =>
  fields.flatMap((field) => values.map(([what, value]): Case => [`${what} in ${field}`, { ...menu, [field]: value }]))
const illFormed = ['../users', 'a b', "a'--", '/', 'a\n', '%00', 'پست'].map((id): [string, string] => [
  JSON.stringify(id),
  id,
])
/** An id may come as a number. */
const numbered = odd.filter(([what]) => what !== 'a number')

/** Unusable values of fields that a launch does not need: they count as absent. */
const without: Case[] = [
  ...wrong(['post_token', 'source', 'user_id', 'peer_id', 'extra_data', 'provider_data', 'location'], odd),
  ...wrong(['post_token'], illFormed),
  ['extra_data that is a JSON text', { ...menu, extra_data: '{"shipment":"a"}' }],
  ['extra_data that is an empty list', { ...menu, extra_data: [] }],
  ['a conversation that is a number', { ...menu, conversation_id: 5 }],
  ['a supplier that is a text', { ...first, supplier: 'x' }],
  ['a supplier with a number as id', { ...first, supplier: { id: 7 } }],
  ['a touchpoint that is a number', { ...menu, source: null, touchpoint: 1 }],
]

const never: Case[] = [
  ...wrong(['conversation_id'], [...numbered, ...illFormed]),
  ...wrong(['user_side'], odd),
  ['an action with a list as side', { touchpoint: 'CHAT', user_side: [] }],
  ['an empty body', ''],
  ['half an object', '{"source":"CHAT"'],
  ['null', 'null'],
  ['a text', '"CHAT"'],
  ['a number', '7'],
  ['a list', '[{}]'],
  ['a form', 'source=CHAT&user_side=SUPPLY'],
  ['20,000 open brackets', '['.repeat(20_000)],
  ['a list 20,000 deep', '['.repeat(20_000) + ']'.repeat(20_000)],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['64 KB and one byte', `{"a":"${'a'.repeat(65_536 - 7)}"}`, 413],
  ['1 MB', `{"a":"${'a'.repeat(1_000_000)}"}`, 413],
]

for (const path of ['/api/divar/launch', '/api/divar/action']) {
  test(`${path} answers a body that Divar never sends with a reason and nothing else`, async ({ stack }) => {
    for (const [name, body, status = 400] of never) {
      await test.step(name, async () =>
        expectReason(await callAsDivar(stack, path, body, { 'api-version': '2' }), status),
      )
    }
  })
}

for (const path of ['/api/divar/launch', '/api/divar/action']) {
  test(`${path} accepts unusable values in optional fields`, async ({ stack }) => {
    for (const [name, body] of without) {
      await test.step(name, async () => {
        const { status } = await callAsDivar(stack, path, body, { 'api-version': '2' })
        expect(status).toBe(200)
      })
    }
  })
}

for (const path of divarPaths) {
  test(`${path} accepts JSON only`, async ({ stack }) => {
    const bytes = new TextEncoder().encode(JSON.stringify(menu))
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonx',
      null,
    ]) {
      expectReason(await callAsDivar(stack, path, bytes, { 'content-type': type }), 415)
    }
  })

  test(`${path} without the right key answers 401 for any request and reads no body`, async ({ stack }) => {
    const key = keyOf(stack)
    const wrong = [null, '', key.slice(0, -1), key.slice(1), `${key}x`, `Bearer ${key}`, `${key},${key}`, `"${key}"`]
    for (const authorization of wrong) expectReason(await callAsDivar(stack, path, menu, { authorization }), 401)
    expectReason(await callAsDivar(stack, path, 'not json', { authorization: 'wrong' }), 401)
    expect(await sendHalf(stack.appUrl, path, 'wrong', 'content-length: 1000000')).toContain(' 401 ')
    expect(await sendHalf(stack.appUrl, path, 'wrong', 'transfer-encoding: chunked')).toContain(' 401 ')
  })

  test(`${path} answers 413 before all of a large body has arrived`, async ({ stack }) => {
    const key = keyOf(stack)
    expect(await sendHalf(stack.appUrl, path, key, 'content-length: 1000000')).toContain(' 413 ')
    expect(await sendHalf(stack.appUrl, path, key, 'transfer-encoding: chunked')).toContain(' 413 ')
  })

  test(`${path} accepts POST only`, async ({ stack }) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
      const answer = await fetch(`${stack.appUrl}${path}`, { method, headers: { authorization: keyOf(stack) } })
      expect([method, answer.status]).toEqual([method, 405])
      expect(await answer.text()).not.toMatch(internal)
    }
  })
}

test('harmless oddities in a request do not change how it is read', async ({ stack }) => {
  const place = { conversation_id: randomUUID(), user_side: 'SUPPLY' }
  const proto = `{"source":"CHAT","__proto__":${JSON.stringify(place)},"constructor":{"prototype":{"a":1}}}`
  expect(await addressFor(stack, proto)).toBe('/price')
  expect(await addressFor(stack, '{"source":"CHAT"}'), 'nothing stuck to every object').toBe('/price')
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  for (const rest of [
    `"extra_data":${deep}`,
    `"unknown":${deep}`,
    '"extra_data":{"__proto__":{"a":1},"constructor":"x","shipment":"\\u0000\\ud800"}',
    '"number":1e999,"text":"\\u0000"',
    `"extra_data":{${Array.from({ length: 2000 }, (_, i) => `"k${i}":"v"`).join(',')}}`,
  ]) {
    const launch = `{"source":"CHAT","conversation_id":"${randomUUID()}","user_side":"SUPPLY",${rest}}`
    expect(await addressFor(stack, launch), rest.slice(0, 40)).toMatch(/^\/launch\/[\w-]+$/)
  }
})

test('of duplicate JSON keys the last one counts everywhere', async ({ stack, request }) => {
  const twice = `{"source":"CHAT","conversation_id":"${randomUUID()}","user_side":"SUPPLY","user_side":"DEMAND"}`
  const page = await request.get(`${stack.appUrl}${await addressFor(stack, twice)}`)
  expect(await page.text()).toContain('شما <strong>خریدار</strong>')
})

test('an unknown address of any shape ends on a screen of the app', async ({ stack, request, openFromChat }) => {
  const own = await openFromChat({ side: 'SUPPLY' })
  for (const visitor of [request, own.request]) {
    for (const odd of ['x', '%00', '%ED%A0%80', '..%2f..%2fetc', 'a'.repeat(4000), '%F0%9F%93%A6']) {
      const paths = [`/launch/${odd}`, `/s/${odd}`, `/s/${odd}/parcel`, `/s/${odd}/shipment/${odd}`, `/problem/${odd}`]
      for (const address of [...paths.map((path) => stack.appUrl + path), `${own.url()}/shipment/${odd}`]) {
        const answer = await visitor.get(address)
        expect(answer.status(), address.slice(0, 60)).toBe(200)
        const text = await answer.text()
        expect(text).not.toMatch(internal)
        expect(text, address.slice(0, 60)).not.toContain('خطایی پیش آمد')
      }
    }
  }
})

/** Signs of the inside: stacks, files, the database, the framework's errors. */
const internal = /\bat .+:\d+:\d+|node_modules|\.next|\/lib\/|drizzle|postgres|select |SyntaxError|TypeError|ZodError/i

function expectReason(answer: MachineAnswer, status: number): void {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const body = JSON.parse(answer.text) as { reason: string }
  expect(Object.keys(body)).toEqual(['reason'])
  expect(body.reason).toMatch(/^[\x20-\x7e]{5,120}$/)
  expect(body.reason).not.toMatch(internal)
}

async function addressFor(stack: Stack, body: Sent): Promise<string> {
  const answer = await callAsDivar(stack, '/api/divar/launch', body)
  expect(answer.status, answer.text).toBe(200)
  const { url } = JSON.parse(answer.text) as { url: string }
  expect(new URL(url).origin).toBe(stack.appUrl)
  return new URL(url).pathname
}
