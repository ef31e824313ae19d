import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { carrierReasons, carrierStatuses, shipmentStates, transitions } from '#lib/shipping/index.ts'
import { parseStatusCall } from './index.ts'

const now = new Date('2026-11-22T09:00:00Z')
const reasonOf = (json: unknown) => {
  const parsed = parseStatusCall(json, now)
  return parsed.ok ? null : parsed.reason
}

describe('parseStatusCall', () => {
  it('accepts every transition open to a carrier and no other', () => {
    const reasons = carrierReasons('cancelled')
    const taken = shipmentStates.filter((status) => parseStatusCall({ status, reason: reasons[0] }, now).ok)
    const carrierMakes = transitions.filter(({ by }) => by === 'carrier').map(({ to }) => to)
    expect(new Set(taken)).toEqual(new Set(carrierMakes))
  })

  const none = { occurredAt: null, eta: null, window: null, reason: null, courier: null }
  const bare = { ...none, code: null, codeOverride: null }
  const called = { ...bare, status: 'assigned', trackingCode: null, ignored: [] }

  it('accepts a full call and one without optional fields', () => {
    const whole = { trackingCode: '23456789A', status: 'picked_up', occurredAt: '2026-11-22T12:25:00+03:30' }
    const call = { ...bare, ...whole, occurredAt: new Date('2026-11-22T08:55:00Z'), ignored: [] }
    expect(parseStatusCall({ ...whole, note: 'زنگ ۲', extra: { a: 1 } }, now)).toEqual({ ok: true, call })
    for (const none of [undefined, null, '']) {
      const left = { status: 'assigned', occurredAt: none, note: none, trackingCode: none, eta: none, reason: none }
      expect(parseStatusCall({ ...left, window: none }, now)).toEqual({ ok: true, call: called })
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
    const call = { ...bare, ...data, ignored: [] }
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

  const ofStatus = 'status must be one of assigned, picked_up, delivered, delivery_failed, returned, cancelled'
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
        else expect([...carrierStatuses, null]).toContain(parsed.call.status)
      }),
    )
  })

  const tomorrow = '2026-11-23T17:30:00+03:30'
  const promised = (fields: object) => {
    const parsed = parseStatusCall(fields, now)
    return parsed.ok ? parsed.call : parsed.reason
  }

  it('reads what is promised now, with a step or without one', () => {
    const eta = new Date('2026-11-23T14:00:00Z')
    const window = { from: '2026-11-23T09:00:00Z', to: '2026-11-23T11:00:00Z' }
    const read = { from: new Date(window.from), to: new Date(window.to) }
    expect(promised({ eta: tomorrow, reason: 'weather' })).toEqual({ ...called, status: null, eta, reason: 'weather' })
    expect(promised({ data: { window, reason: 'Sender-Asked' } })).toEqual({
      ...called,
      status: null,
      window: read,
      reason: 'sender_asked',
    })
    expect(promised({ status: 'assigned', eta: tomorrow, window })).toEqual({ ...called, eta, window: read })
  })

  it.each<[string, object, string[]]>([
    ['an eta that has passed', { status: 'assigned', eta: '2026-11-22T09:00:00Z' }, ['eta']],
    ['an eta of another calendar', { status: 'assigned', eta: '1405-09-02T12:00:00Z' }, ['eta']],
    ['an eta of next year', { status: 'assigned', eta: '2027-11-22T09:00:00Z' }, ['eta']],
    ['an eta for what is over', { status: 'delivered', eta: tomorrow }, ['eta']],
    ['a window without an end', { status: 'assigned', window: { from: tomorrow } }, ['window']],
    ['a window that ends first', { eta: tomorrow, window: { from: tomorrow, to: '2026-11-23T09:00:00Z' } }, ['window']],
    ['a window after the pickup', { status: 'picked_up', window: { from: tomorrow, to: tomorrow } }, ['window']],
    ['a reason of another list', { status: 'delivery_failed', reason: 'weather' }, ['reason']],
    ['a courier with a number', { status: 'assigned', courier: { name: 'علی 09121234567' } }, ['courier']],
    ['a courier with an id', { status: 'assigned', courier: { name: 'علی @ali' } }, ['courier']],
    ['a courier of many names', { status: 'assigned', courier: { name: 'سید علی اکبر رضایی' } }, ['courier']],
    ['a courier without a name', { status: 'assigned', courier: { vehicle: 'car' } }, ['courier']],
    ['a courier in words', { status: 'assigned', courier: 'علی' }, ['courier']],
    [
      'a courier with an unknown vehicle',
      { status: 'assigned', courier: { name: 'علی', vehicle: 'ufo' } },
      ['courier'],
    ],
    ['a courier of what is over', { status: 'delivered', courier: { name: 'علی' } }, ['courier']],
    ['a reason in words', { eta: tomorrow, reason: 'آقای رضایی نبود' }, ['reason']],
  ])('ignores %s, and says so', (_, fields, ignored) => {
    expect(promised(fields)).toMatchObject({ ignored })
  })

  it.each([
    { status: null, eta: null, data: { status: 'delivered' } },
    { status: '', data: { status: 'delivered', trackingCode: '' } },
  ])('reads the data of an envelope whose own fields say nothing: %j', (body) => {
    expect(parseStatusCall(body, now)).toMatchObject({ ok: true, call: { status: 'delivered' } })
  })

  it.each<[unknown, string | null]>([
    ['4821', '4821'],
    [' ۴۸۲۱ ', '4821'],
    [42, '0042'],
    ['\u200e48\u200c21\u200f', '4821'],
    ['４８ ۲۱', '4821'],
    ['48-21', '4821'],
    [' \u200f', null],
    ['--', 'unreadable'],
    ['', null],
    [null, null],
    [['4821'], 'unreadable'],
    [true, 'unreadable'],
    ['1'.repeat(101), 'unreadable'],
  ])('reads the handover code %j as %j, and none that cannot be read as left out', (code, read) => {
    expect(promised({ status: 'delivered', code })).toMatchObject({ code: read, ignored: [] })
  })

  it.each([
    [
      { name: ' علي ', vehicle: 'Motorcycle' },
      { name: 'علی', vehicle: 'motorcycle' },
    ],
    [
      { name: 'محمد\u200cرضا', vehicle: 'on-foot', phone: '09121234567' },
      { name: 'محمد\u200cرضا', vehicle: 'on_foot' },
    ],
    [
      { name: 'Ali\u202e', vehicle: null },
      { name: 'Ali', vehicle: null },
    ],
  ])('reads the courier %j, and nothing else of them', (courier, read) => {
    expect(promised({ status: 'picked_up', courier })).toMatchObject({ courier: read, ignored: [] })
  })

  it('reads why it goes on without a code, one word of a list', () => {
    expect(promised({ status: 'delivered', codeOverride: 'Identity-Checked' })).toMatchObject({
      codeOverride: 'identity_checked',
      ignored: [],
    })
    expect(promised({ status: 'delivered', codeOverride: 'yes' })).toMatchObject({
      codeOverride: null,
      ignored: ['codeOverride'],
    })
  })

  it('takes a giving-up with a reason of its list alone', () => {
    const ofReason = 'reason must be one of no_courier'
    expect(promised({ status: 'cancelled', reason: 'no_courier' })).toMatchObject({ reason: 'no_courier', ignored: [] })
    expect(promised({ status: 'cancelled' })).toContain(ofReason)
    expect(promised({ status: 'cancelled', reason: 'changed_mind' })).toContain(ofReason)
  })

  it('refuses a new promise that cannot be read, and one with a step that is none', () => {
    expect(promised({ eta: 'soon' })).toBe(ofStatus)
    expect(promised({ status: 'lost', eta: tomorrow })).toBe(ofStatus)
  })

  // A giving-up takes a reason.
  const steps = fc.constantFrom(...carrierStatuses.filter((status) => status !== 'cancelled'))

  it('accepts every step for any value in optional fields', () => {
    fc.assert(
      fc.property(steps, fc.jsonValue(), fc.jsonValue(), (status, occurredAt, note) => {
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
