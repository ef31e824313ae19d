import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEvent } from './events.ts'
import { oddJson, oddTexts } from './fixtures/odd-texts.ts'
import { readFixture, readFixtures } from './fixtures/read-fixtures.ts'

type Sample = { about: string; body: Record<string, unknown>; expected: { hashed: boolean } }
type Refused = { about: string; body: unknown; reason: string }

const samples = readFixtures<Sample>('event-')

/** As it would look in a fixture: dates as texts, and a hash, which no fixture can foretell, taken out. */
function comparable(event: object): object {
  const plain = JSON.parse(JSON.stringify(event)) as { id?: string; hashed?: boolean }
  if (plain.hashed) delete plain.id
  return plain
}

const reversed = (body: Record<string, unknown>) => Object.fromEntries(Object.entries(body).reverse())

describe('parseEvent', () => {
  it.each(samples)('reads $name: $about', ({ body, expected }) => {
    expect(comparable(parseEvent(body))).toEqual(expected)
  })

  it.each(readFixture<Refused[]>('invalid-events'))('refuses: $about', ({ body, reason }) => {
    expect(parseEvent(body)).toEqual({ type: 'invalid', reason })
  })

  it.each(samples)('gives $name the same id on a repeat, in any order of its keys', ({ body }) => {
    const [first, again] = [parseEvent(body), parseEvent(reversed(body))]
    if (first.type === 'invalid' || again.type === 'invalid') throw new Error('not an event')
    expect(first.id).toMatch(/^[\w:-]{1,160}$/)
    expect(again.id).toBe(first.id)
  })

  it('distinguishes events without an id of Divar by their whole body', () => {
    const of = (userId: string) =>
      parseEvent({ type: 'USER_ACCESS_REVOCATION', user_access_revocation: { user_id: userId } })
    const update = (type: string) => parseEvent({ type: 'POST_UPDATE', post_update: { type, post: { token: 'a' } } })
    const ids = [of('a'), of('b'), update('RETIRE'), update('PUBLISH')].map((event) =>
      'id' in event ? event.id : null,
    )
    expect(new Set(ids).size).toBe(4)
  })

  it.each([
    ['PRODUCT.UPDATED', 'PRODUCT.UPDATED'],
    ['new-thing v2', 'NEW-THING V2'],
    ['N'.repeat(65), ''],
    ['چیز تازه', ''],
  ])('takes the unknown type %j, however it is written, and keeps a name that is safe in a log', (type, name) => {
    expect(parseEvent({ type })).toMatchObject({ type: 'unknown', name })
  })

  it('knows a type with spaces around it', () => {
    expect(parseEvent({ type: ' new_message ', new_message: { conversation: { id: 'a' } } })).toMatchObject({
      type: 'new_message',
    })
  })

  it('reads the other name of a field where the first one says nothing', () => {
    const message = { conversation: { id: 'a' }, type: 'TEXT', text: '', message_text: 'سلام' }
    for (const metadata of [undefined, null, '', '{}', []]) {
      const event = { type: 'NEW_MESSAGE', new_message: message, metadata, meta_data: { a: '1' } }
      expect(parseEvent(event)).toMatchObject({ message: { content: { text: 'سلام' } }, metadata: { a: '1' } })
    }
  })

  it.each([
    ['2026-11-22T12:30:00+0330', '2026-11-22T09:00:00.000Z'],
    [' 2026-11-22T09:00:00Z ', '2026-11-22T09:00:00.000Z'],
    ['1795338000.25', '2026-11-22T09:00:00.250Z'],
    ['2026-11-22T09:00:00', null],
    ['2026-11-22 09:00', null],
    ['22/11/2026', null],
    ['12', null],
    [5, null],
  ])('reads the time %j the same on every machine', (sent_at, at) => {
    const event = parseEvent({ type: 'NEW_MESSAGE', new_message: { conversation: { id: 'a' }, sent_at } })
    const sentAt = event.type === 'new_message' ? event.message.sentAt : undefined
    expect(sentAt?.toISOString() ?? null).toBe(at)
  })

  it('gives one transaction a separate id for each of its states', () => {
    const at = (state: string) => parseEvent({ type: 'PAYMENT_TRANSACTION', transaction: { id: 't', state } })
    expect(at('TRANSACTION_STATE_PENDING')).toMatchObject({ id: 't:PENDING' })
    expect(at('TRANSACTION_STATE_COMPLETED')).toMatchObject({ id: 't:COMPLETED' })
  })

  it('refuses a body nested 20,000 levels deep before hashing it', () => {
    const deep: unknown = JSON.parse(`{"type":"NEW","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)
    expect(parseEvent(deep)).toEqual({ type: 'invalid', reason: 'the body is nested too deeply' })
    const sentAt: unknown = JSON.parse(
      `{"id":"1","conversation":{"id":"a"},"sent_at":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    )
    expect(parseEvent({ type: 'NEW_MESSAGE', new_message: sentAt })).toMatchObject({
      id: '1',
      message: { sentAt: null },
    })
  })

  it('truncates an overlong text instead of refusing it', () => {
    const message = { id: '1', conversation: { id: 'a' }, type: 'TEXT', text: 'س'.repeat(50_000) }
    const event = parseEvent({ type: 'NEW_MESSAGE', new_message: message })
    if (event.type !== 'new_message' || event.message.content.kind !== 'text') throw new Error('not a text')
    expect(event.message.content.text).toHaveLength(10_000)
  })

  const part = fc.dictionary(
    fc.constantFrom(
      'id',
      'conversation',
      'sender',
      'type',
      'text',
      'sent_at',
      'image_data',
      'location_data',
      'user_id',
      'post',
      'token',
      'state',
    ),
    fc.oneof(oddJson, fc.record({ id: oddTexts, link: oddTexts })),
  )

  it('never throws and never returns unsafe text for any JSON', () => {
    const types = fc.constantFrom(
      'NEW_MESSAGE',
      'NEW_CHATBOT_MESSAGE',
      'USER_ACCESS_REVOCATION',
      'POST_UPDATE',
      'PAYMENT_TRANSACTION',
      'X',
    )
    const body = fc.record({
      type: types,
      metadata: oddJson,
      new_message: part,
      new_chatbot_message: part,
      user_access_revocation: part,
      post_update: part,
      transaction: part,
    })
    fc.assert(
      fc.property(fc.oneof(body, oddJson), (value) => {
        expect(JSON.stringify(parseEvent(value))).not.toMatch(/\\u0000|\\ud[89a-f]/)
      }),
      { numRuns: 500 },
    )
  }, 60_000)
})
