import { describe, expect, it } from 'vitest'
import { compare, compareCount, isGood, keysOfTexts } from './check.ts'

describe('what became of what was acknowledged', () => {
  it('is good where everything is there once, whatever else is there', () => {
    const counted = compare('bookings', ['a', 'b'], ['b', 'a', 'c'])
    expect(counted).toEqual({ what: 'bookings', acknowledged: 2, lost: [], doubled: [] })
    expect(isGood([counted])).toBe(true)
  })

  it('is lost where it is not there', () => {
    const counted = compare('bookings', ['a', 'b'], ['a'])
    expect(counted.lost).toEqual(['b'])
    expect(isGood([compare('steps', [], []), counted])).toBe(false)
  })

  it('is doubled where it is there twice, also where nobody acknowledged it', () => {
    const counted = compare('messages', ['a'], ['a', 'a', 'b', 'b', 'c'])
    expect(counted).toMatchObject({ acknowledged: 1, lost: [], doubled: ['a', 'b'] })
    expect(isGood([counted])).toBe(false)
  })

  it('is lost or doubled by as much as a count is off', () => {
    expect(compareCount('events', 3, 3)).toEqual({ what: 'events', acknowledged: 3, lost: [], doubled: [] })
    expect(compareCount('events', 3, 1).lost).toHaveLength(2)
    expect(compareCount('events', 3, 4).doubled).toHaveLength(1)
  })

  it('knows the texts of a chat by the kind of message that was written there', () => {
    const known = [{ conversationId: 'one', text: 'Shall we?', kind: 'proposal' }]
    const texts = [
      { conversationId: 'one', text: 'Shall we?' },
      { conversationId: 'two', text: 'Shall we?' },
    ]
    expect(keysOfTexts(texts, known)).toEqual(['one proposal', 'two unknown: Shall we?'])
  })
})
