import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilter, type QueueFilter, tabNames, writeFilter } from './index.ts'

const plain: QueueFilter = {
  tab: 'new',
  state: null,
  service: null,
  city: null,
  late: false,
  courier: null,
  after: null,
}

describe('the filter of the queue in an address', () => {
  it('is read as it was written', () => {
    const id = fc.stringMatching(/^[\w-]{1,64}$/)
    const filters = fc.record({
      tab: fc.constantFrom(...tabNames),
      state: fc.constantFrom('accepted' as const, 'delivery_failed' as const, null),
      service: fc.constantFrom('post_vijeh' as const, null),
      city: fc.option(id),
      late: fc.boolean(),
      courier: fc.option(id),
      after: fc.option(fc.record({ promise: fc.option(fc.nat().map(String)), id })),
    })
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(Object.fromEntries(new URLSearchParams(writeFilter(filter))))).toEqual(filter)
      }),
    )
  })

  it('is the first tab where nothing of it can be read', () => {
    const junk = { tab: 'all', state: 'proposed', service: 'x', city: "'; --", late: 'yes', courier: '', after: '1~' }
    expect(parseFilter(junk)).toEqual(plain)
    expect(parseFilter({})).toEqual(plain)
  })

  it('takes the first of a field that stands there twice', () => {
    expect(parseFilter({ tab: ['open', 'new'], late: ['1', '0'] })).toEqual({ ...plain, tab: 'open', late: true })
  })
})
