import { describe, expect, it } from 'vitest'
import { landing } from './landing.ts'

describe('a launch', () => {
  it.each([
    [{}, { path: '', page: null }],
    [{ page: 'reject' }, { path: '', page: null }],
    [{ shipment: 'no code' }, { path: '', page: null }],
    [{ shipment: ' abcd-2345-y ' }, { path: '/shipment/ABCD2345Y', page: null }],
    [
      { shipment: 'ABCD2345Y', page: 'reject' },
      { path: '/shipment/ABCD2345Y', page: 'reject' },
    ],
    [
      { shipment: 'ABCD2345Y', page: 'cancel' },
      { path: '/shipment/ABCD2345Y', page: null },
    ],
  ])('with the hints %j leads to %j', (hints: Record<string, string>, place) => {
    expect(landing.of(hints)).toEqual(place)
  })

  it.each([
    ['', null, ''],
    ['', 'reject', ''],
    ['/shipment/ABCD2345Y', null, '/shipment/ABCD2345Y'],
    ['/shipment/ABCD2345Y', 'reject', '/shipment/ABCD2345Y/reject'],
    ['/shipment/ABCD2345Y', '../../erase', '/shipment/ABCD2345Y'],
    ['/', null, null],
    ['/erase', null, null],
    ['/shipment/../erase', null, null],
    ['/shipment/ABCD2345Y/reject', null, null],
    ['/shipment/ABCD2345Y\n', null, null],
    ['/@stranger.example', null, null],
  ])('whose address says %j and the page %j goes on to %j', (path, page, to) => {
    expect(landing.find(path, page)).toBe(to)
  })
})
