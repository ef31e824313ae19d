import { describe, expect, it } from 'vitest'
import { attentionOf, type Dated, standingOf } from './standing.ts'
import { inMinutes, now } from './testing.ts'

const open: Dated = { state: 'picked_up', promisedAt: now, updatedAt: now, endedAt: null }
const silent = new Date('2026-11-08T09:00:00Z')

describe('a shipment against its promise', () => {
  it.each([
    ['on time until two hours before', { promisedAt: inMinutes(121) }, { kind: 'on_time', minutes: 121 }],
    ['due within two hours', { promisedAt: inMinutes(120) }, { kind: 'due', minutes: 120 }],
    ['due in its last moment', {}, { kind: 'due', minutes: 0 }],
    ['late right after it', { promisedAt: new Date(now.getTime() - 1) }, { kind: 'late', minutes: 0 }],
    ['late by whole minutes', { promisedAt: inMinutes(-90) }, { kind: 'late', minutes: 90 }],
    ['nothing where nothing was promised', { promisedAt: null }, { kind: 'none' }],
    [
      'what it was when it was delivered',
      { state: 'delivered', promisedAt: inMinutes(-60), endedAt: inMinutes(-70) },
      { kind: 'on_time', minutes: 10 },
    ],
    [
      'late where it was delivered after it',
      { state: 'delivered', promisedAt: inMinutes(-60), endedAt: inMinutes(-50) },
      { kind: 'late', minutes: 10 },
    ],
    ['nothing where it was cancelled', { state: 'cancelled', endedAt: inMinutes(5) }, { kind: 'none' }],
  ] as const)('is %s', (_, change, expected) => {
    expect(standingOf({ ...open, ...change }, now)).toEqual(expected)
  })

  it.each([
    ['failed', { state: 'delivery_failed', promisedAt: null }],
    ['failed', { state: 'delivery_failed', promisedAt: inMinutes(-1) }],
    ['late', { promisedAt: inMinutes(-1), updatedAt: silent }],
    ['silent', { promisedAt: null, updatedAt: silent }],
    [null, { promisedAt: null, updatedAt: new Date(silent.getTime() + 1) }],
    [null, {}],
    [null, { state: 'delivered', promisedAt: inMinutes(-1), endedAt: now }],
  ] as const)('wants a look because it is %s', (expected, change) => {
    expect(attentionOf({ ...open, ...change }, now)).toBe(expected)
  })
})
