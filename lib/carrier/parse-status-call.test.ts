import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { carrierEvents } from '#lib/shipping/index.ts'
import { carrierStatuses, parseStatusCall } from './index.ts'

const now = new Date('2026-11-22T09:00:00Z')
const reasonOf = (json: unknown) => {
  const parsed = parseStatusCall(json, now)
  return parsed.ok ? null : parsed.reason
}

describe('parseStatusCall', () => {
  it('accepts every transition open to a carrier and no other', () => {
    expect([...carrierStatuses].sort()).toEqual(Object.keys(carrierEvents).sort())
  })

  const called = { status: 'assigned', occurredAt: null, trackingCode: null, ignored: [] }

  it('accepts a full call and one without optional fields', () => {
    const whole = { trackingCode: '23456789A', status: 'picked_up', occurredAt: '2026-11-22T12:25:00+03:30' }
    const call = { ...whole, occurredAt: new Date('2026-11-22T08:55:00Z'), ignored: [] }
    expect(parseStatusCall({ ...whole, note: 'زنگ ۲', extra: { a: 1 } }, now)).toEqual({ ok: true, call })
    for (const none of [undefined, null, '']) {
      const bare = { status: 'assigned', occurredAt: none, note: none, trackingCode: none }
      expect(parseStatusCall(bare, now)).toEqual({ ok: true, call: called })
    }
  })

  it.each(['ASSIGNED', 'Assigned', ' assigned ', '\tassigned\n'])('accepts the status %j', (status) => {
    expect(parseStatusCall({ status }, now)).toEqual({ ok: true, call: called })
  })

  it.each(['Picked_Up', ' picked_up ', 'picked-up', 'picked up', 'PICKED_UP', 'pickedUp', 'PickedUp'])(
    'accepts the other spelling %j of a status',
    (status) => {
      expect(parseStatusCall({ status }, now)).toMatchObject({ ok: true, call: { status: 'picked_up' } })
    },
  )

  it.each<[string, unknown]>([
    ['a text', 'x'],
    ['a date alone', '2026-11-22'],
    ['a time of no zone', '2026-11-22T09:00:00'],
    ['a day that is not there', '2026-02-30T09:00:00Z'],
    ['the future', '2026-11-22T09:05:01Z'],
    ['the far future', '9999-12-31T23:59:59Z'],
    ['what was never set', '0001-01-01T00:00:00Z'],
    ['1970', 0],
    ['another calendar', '1405-09-01T12:30:00+03:30'],
    ['a month and more ago', '2026-10-20T09:00:00Z'],
    ['a number below zero', -1],
    ['a yes', true],
    ['an object', { seconds: 1_795_338_000 }],
    ['a list', ['2026-11-22T09:00:00Z']],
    ['a long text', '2026-11-22T09:00:00Z'.padEnd(50_000, '0')],
  ])('accepts a step whose occurredAt is %s and reports that it was ignored', (_, occurredAt) => {
    const call = { ...called, ignored: ['occurredAt'] }
    expect(parseStatusCall({ status: 'assigned', occurredAt }, now)).toEqual({ ok: true, call })
  })

  it.each<[string, unknown]>([
    ['of 501 characters', 'ن'.repeat(501)],
    ['of 60,000', 'ن'.repeat(60_000)],
    ['that is a number', 12],
    ['that is a list', [1]],
    ['that is an object', { text: 'x' }],
    ['that is half a character', '\ud83d'],
  ])('accepts a step with a note %s', (_, note) => {
    expect(parseStatusCall({ status: 'assigned', note }, now)).toEqual({ ok: true, call: called })
  })

  it("reads an envelope's data when its own fields are empty", () => {
    const data = { trackingCode: '23456789A', status: 'delivered' }
    const event = { specversion: '1.0', id: '1', source: '/c', type: 'x', time: '2026-11-22T09:00:00Z', data }
    const call = { ...data, occurredAt: null, ignored: [] }
    for (const envelope of [{ type: 'x', timestamp: 'x', data }, event]) {
      expect(parseStatusCall(envelope, now)).toEqual({ ok: true, call })
    }
    expect(parseStatusCall({ status: 'assigned', data }, now)).toEqual({ ok: true, call: called })
  })

  it('accepts a code of digits sent as a number', () => {
    expect(parseStatusCall({ status: 'assigned', trackingCode: 234567892 }, now)).toMatchObject({
      call: { trackingCode: '234567892' },
    })
  })

  const ofStatus = 'status must be one of assigned, picked_up, delivered, delivery_failed, returned'
  it.each([
    [null, 'the body must be a JSON object'],
    [[], 'the body must be a JSON object'],
    ['picked_up', 'the body must be a JSON object'],
    [{}, ofStatus],
    [{ data: [] }, ofStatus],
    [{ status: 'accepted' }, ofStatus],
    [{ status: 'constructor' }, ofStatus],
    [{ status: '' }, ofStatus],
    [{ status: ['assigned'] }, ofStatus],
    [{ status: 1 }, ofStatus],
    [{ status: 'assigned', trackingCode: {} }, 'trackingCode must be a text'],
    [{ status: 'x', trackingCode: [] }, `${ofStatus}; trackingCode must be a text`],
  ])('refuses %j', (json, reason) => {
    expect(reasonOf(json)).toBe(reason)
  })

  it('accepts or refuses any input without quoting it', () => {
    const field = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom<unknown>(...carrierStatuses))
    const json = fc.oneof(
      fc.jsonValue(),
      fc.record({ status: field, occurredAt: field, note: field, trackingCode: field }),
    )
    const secret = 'خیابان اول'
    fc.assert(
      fc.property(json, fc.boolean(), (value, marked) => {
        const given = marked && typeof value === 'object' && value !== null ? { ...value, status: secret } : value
        const parsed = parseStatusCall(given, now)
        if (!parsed.ok) expect(parsed.reason).not.toContain(secret)
        else expect(carrierStatuses).toContain(parsed.call.status)
      }),
    )
  })

  it('accepts every step for any value in optional fields', () => {
    fc.assert(
      fc.property(fc.constantFrom(...carrierStatuses), fc.jsonValue(), fc.jsonValue(), (status, occurredAt, note) => {
        const parsed = parseStatusCall({ status, occurredAt, note }, now)
        expect(parsed).toMatchObject({ ok: true, call: { status } })
        const at = parsed.ok ? parsed.call.occurredAt : null
        expect(at === null || (at <= addSeconds(now, 300) && at >= addSeconds(now, -31 * 86_400))).toBe(true)
      }),
    )
  })

  it('reads back every instant from a month ago to 5 minutes ahead', () => {
    const instants = fc.date({ min: addSeconds(now, -31 * 86_400), max: addSeconds(now, 300), noInvalidDate: true })
    fc.assert(
      fc.property(instants, (date) => {
        const parsed = parseStatusCall({ status: 'delivered', occurredAt: date.toISOString() }, now)
        expect(parsed).toMatchObject({ ok: true, call: { status: 'delivered', occurredAt: date, ignored: [] } })
      }),
    )
  })
})
