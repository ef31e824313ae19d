import { describe, expect, it } from 'vitest'
import { nextPoll } from './live-message-state.tsx'
import { messageStates } from './message-state.tsx'

describe('how often a message is asked about', () => {
  it('every two seconds at first', () => {
    expect([0, 1, 5].map((asked) => nextPoll('sending', asked))).toEqual([2_000, 2_000, 2_000])
  })

  it('ever more seldom, but never less than every 15 seconds', () => {
    const waits = Array.from({ length: 40 }, (_, asked) => Number(nextPoll('sending', asked)))
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(15_000)
  })

  it('not at all once it is settled', () => {
    const settled = messageStates.filter((state) => state !== 'sending')
    expect(settled.map((state) => nextPoll(state, 0))).toEqual(settled.map(() => false))
  })
})
