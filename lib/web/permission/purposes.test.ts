import { describe, expect, it } from 'vitest'
import { type PeykPurpose, readPurpose } from './purposes.ts'

const all: PeykPurpose[] = [
  { kind: 'booking', seatId: 'seat-1' },
  { kind: 'act', seatId: 'seat-1', trackingCode: null, next: 'erase' },
  { kind: 'notices', seatId: 'seat-1', trackingCode: 'code-1' },
  { kind: 'assistant', postToken: null },
  { kind: 'chatbot', conversationId: 'conversation-1', launchUserId: null },
]

describe('a stored purpose of a consent', () => {
  it.each(all)('is read as it was written: $kind', (purpose) => {
    expect(readPurpose(JSON.parse(JSON.stringify(purpose)))).toEqual(purpose)
  })

  it.each([
    { kind: 'later', seatId: 'seat-1' },
    { kind: 'notices', seatId: 'seat-1' },
    { kind: 'act', seatId: 'seat-1', trackingCode: 7, next: 'erase' },
  ])('of a seat, unknown to this build, leads to its booking: $kind', (stored) => {
    expect(readPurpose(stored)).toEqual({ kind: 'booking', seatId: 'seat-1' })
  })

  it.each([{ kind: 'later' }, { kind: 'assistant', postToken: 7 }, { kind: 'chatbot' }])(
    'without a seat, unknown to this build, is null: $kind',
    (stored) => expect(readPurpose(stored)).toBeNull(),
  )
})
