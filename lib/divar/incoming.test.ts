import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oddJson, oddTexts } from './fixtures/odd-texts.ts'
import { readFixture, readFixtures } from './fixtures/read-fixtures.ts'
import { type Incoming, parseIncoming } from './incoming.ts'

type Sample = { about: string; apiVersion: string | null; body: unknown; expected: Incoming }
type Refused = { about: string; apiVersion: string | null; body: unknown; reason: string }

const launches = readFixtures<Sample>('launch-')
const actions = readFixtures<Sample>('action-')

const keys = [
  'touchpoint',
  'source',
  'post_token',
  'conversation_id',
  'user_side',
  'user_id',
  'peer_id',
  'extra_data',
  'provider_data',
  'supplier',
  'Supplier',
  'demand',
  'callback_url',
  'location',
  '__proto__',
  'constructor',
]

/** Bodies made of the keys that the parser looks for, with any JSON under them. */
const bodies = fc.oneof(
  oddJson,
  fc
    .array(fc.tuple(fc.constantFrom(...keys), fc.oneof(oddJson, oddTexts)))
    .map(
      (entries) =>
        JSON.parse(
          `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
        ) as unknown,
    ),
)

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)])
}

describe('parseIncoming', () => {
  it.each([...launches, ...actions])('reads $name: $about', ({ apiVersion, body, expected }) => {
    expect(parseIncoming({ apiVersion }, body)).toEqual(expected)
  })

  it.each(readFixture<Refused[]>('invalid-incoming'))('refuses: $about', ({ apiVersion, body, reason }) => {
    expect(parseIncoming({ apiVersion }, body)).toEqual({ kind: 'invalid', reason })
  })

  describe.each(readFixture<{ about: string; field: string; values: unknown[] }[]>('lenient-incoming'))(
    'with any value in $field ($about)',
    ({ field, values }) => {
      // Wrapped, since a list would be taken apart.
      it.each(values.map((value) => ({ value })))('accepts launch and action with $value', ({ value }) => {
        const place = { conversation_id: 'abc', user_side: 'SUPPLY' }
        const launch = parseIncoming({ apiVersion: '2' }, { source: 'CHAT', ...place, [field]: value })
        const isAction = field === 'touchpoint'
        const known = { conversationId: 'abc', side: 'SUPPLY', data: {}, userId: null, postToken: null }
        expect(launch).toMatchObject({ kind: 'launch', launch: { ...known, peerId: null, location: null } })
        const action = parseIncoming({ apiVersion: null }, { touchpoint: 'CHAT', ...place, [field]: value })
        if (field === 'source') return expect(action.kind).not.toBe('invalid')
        const isNone = isAction && (value === null || value === '')
        return expect(action).toMatchObject(isNone ? { kind: 'launch' } : { kind: 'action', action: known })
      })
    },
  )

  it('does not let a body set the prototype', () => {
    const body = JSON.parse(
      '{"source":"CHAT","__proto__":{"user_side":"SUPPLY"},"extra_data":{"__proto__":"x","a":"1"}}',
    )
    const parsed = parseIncoming({ apiVersion: '2' }, body)
    if (parsed.kind !== 'launch') throw new Error('not a launch')
    expect(parsed.launch.side).toBeNull()
    expect(Object.entries(parsed.launch.data)).toEqual([['a', '1']])
    expect(Object.getPrototypeOf(parsed.launch.data)).toBe(Object.prototype)
  })

  it('stores at most 20 hints', () => {
    const data = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, 'x']))
    const parsed = parseIncoming({ apiVersion: '2' }, { extra_data: data })
    if (parsed.kind !== 'launch') throw new Error('not a launch')
    expect(Object.keys(parsed.launch.data)).toHaveLength(20)
  })

  it('reads a body nested 20,000 levels deep without an error', () => {
    const deep: unknown = JSON.parse(`{"extra_data":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`)
    expect(parseIncoming({ apiVersion: '2' }, deep).kind).toBe('launch')
  })

  it('never throws, returns unsafe or overlong text, or quotes the input, for any JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom('2', '1', null), bodies, (apiVersion, body) => {
        const parsed = parseIncoming({ apiVersion }, body)
        for (const text of textsIn(parsed)) {
          expect(text).not.toMatch(/\0|\p{Surrogate}/u)
          expect(text.length).toBeLessThanOrEqual(256)
        }
        if (parsed.kind === 'invalid') expect(parsed.reason).toMatch(/^[A-Za-z0-9_. -]+$/)
        if (parsed.kind === 'launch') expect(parsed.launch.conversationId ?? 'a').toMatch(/^[A-Za-z0-9_-]{1,64}$/)
      }),
      { numRuns: 500 },
    )
  }, 60_000)
})
