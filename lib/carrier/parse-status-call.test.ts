import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds } from '../kernel/clock.ts'
import { carrierEvents } from '../shipping/index.ts'
import { carrierStatuses, parseStatusCall } from './index.ts'

const now = new Date('2026-11-22T09:00:00Z')
const reasonOf = (json: unknown) => {
  const parsed = parseStatusCall(json, now)
  return parsed.ok ? null : parsed.reason
}

describe('parseStatusCall', () => {
  it('knows every step that the state table lets a carrier take, and no other', () => {
    expect([...carrierStatuses].sort()).toEqual(Object.keys(carrierEvents).sort())
  })

  it('reads a whole call, and one without what need not be there', () => {
    const whole = { status: 'picked_up', occurredAt: '2026-11-22T12:25:00+03:30', note: 'زنگ ۲', extra: { a: 1 } }
    expect(parseStatusCall(whole, now)).toEqual({
      ok: true,
      call: { status: 'picked_up', occurredAt: new Date('2026-11-22T08:55:00Z') },
    })
    for (const bare of [{ status: 'assigned' }, { status: 'assigned', occurredAt: null, note: null }]) {
      expect(parseStatusCall(bare, now)).toEqual({ ok: true, call: { status: 'assigned', occurredAt: null } })
    }
  })

  it.each([
    [null, 'the body must be a JSON object'],
    [[], 'the body must be a JSON object'],
    ['picked_up', 'the body must be a JSON object'],
    [{}, 'status must be one of assigned, picked_up, delivered, delivery_failed, returned'],
    [{ status: 'accepted' }, 'status must be one of'],
    [{ status: 'constructor' }, 'status must be one of'],
    [{ status: 'assigned', occurredAt: 1_763_800_000 }, 'occurredAt must be an instant'],
    [{ status: 'assigned', occurredAt: '2026-11-22' }, 'occurredAt must be an instant'],
    [{ status: 'assigned', occurredAt: '2026-11-22T09:00:00' }, 'occurredAt must be an instant'],
    [{ status: 'assigned', occurredAt: '2026-02-30T09:00:00Z' }, 'occurredAt must be an instant'],
    [{ status: 'assigned', occurredAt: '2026-11-22T09:05:01Z' }, 'occurredAt is more than 5 minutes in the future'],
    [{ status: 'assigned', note: 7 }, 'note must be a text'],
    [{ status: 'assigned', note: 'ن'.repeat(501) }, 'note must have 500 characters at most'],
  ])('refuses %j', (json, reason) => {
    expect(reasonOf(json)).toContain(reason)
  })

  it('names every fault at once', () => {
    const reason = reasonOf({ status: 'x', occurredAt: 'x', note: 'x'.repeat(501) })
    expect(reason?.split('; ')).toHaveLength(3)
  })

  it('counts the characters of a note as people do, and takes a clock that is a little ahead', () => {
    expect(reasonOf({ status: 'assigned', note: '📦'.repeat(500) })).toBeNull()
    expect(reasonOf({ status: 'assigned', occurredAt: '2026-11-22T09:05:00Z' })).toBeNull()
  })

  it('takes or refuses whatever comes, quoting nothing of it', () => {
    const field = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom<unknown>(...carrierStatuses))
    const json = fc.oneof(fc.jsonValue(), fc.record({ status: field, occurredAt: field, note: field }))
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

  it('reads back every instant up to 5 minutes ahead', () => {
    const instants = fc.date({ min: new Date(0), max: addSeconds(now, 300), noInvalidDate: true })
    fc.assert(
      fc.property(instants, (date) => {
        const parsed = parseStatusCall({ status: 'delivered', occurredAt: date.toISOString() }, now)
        expect(parsed).toEqual({ ok: true, call: { status: 'delivered', occurredAt: date } })
      }),
    )
  })
})
