import { describe, expect, it } from 'vitest'
import { takenOff } from './taken-off.ts'

describe('shipments taken off a courier while the page is open', () => {
  const none = { open: [], taken: [] }

  it.each([
    ['nothing was shown before', none, { open: ['A'], ended: [] }, []],
    ['all of it is there still', { open: ['A', 'B'], taken: [] }, { open: ['B', 'A'], ended: [] }, []],
    ['one has gone to somebody else', { open: ['A', 'B'], taken: [] }, { open: ['B'], ended: [] }, ['A']],
    ['one has two ends', { open: ['A', 'A'], taken: [] }, { open: [], ended: [] }, ['A']],
    ['one is over', { open: ['A', 'B'], taken: [] }, { open: ['B'], ended: ['A'] }, []],
    ['one went earlier', { open: ['B'], taken: ['A'] }, { open: ['B'], ended: [] }, ['A']],
    ['one went earlier and comes back', { open: ['B'], taken: ['A'] }, { open: ['A', 'B'], ended: [] }, []],
    ['one went earlier and is over', { open: [], taken: ['A'] }, { open: [], ended: ['A'] }, []],
    ['one after the other goes', { open: ['B'], taken: ['A'] }, { open: [], ended: [] }, ['A', 'B']],
  ])('are those that are neither open nor over, where %s', (_, before, now, taken) => {
    expect(takenOff(before, now)).toEqual(taken)
  })
})
