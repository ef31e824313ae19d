import { describe, expect, it } from 'vitest'
import { type Acting, actsForSide } from './person.ts'

const conversation = { conversationId: 'conversation-1', side: 'DEMAND', grantId: null } as const
const seat = (sessionId: string, divarUserId: string | null): Acting => ({ ...conversation, sessionId, divarUserId })

const typed = { typedBySessionId: 'typist', typedByDivarUserId: null }
const people = {
  'the person, in the session that typed': seat('typist', 'user-1'),
  'the person, elsewhere': seat('elsewhere', 'user-1'),
  'the session that typed': seat('typist', null),
  'a stranger with the link': seat('stranger', null),
  'another Divar user': seat('stranger', 'user-2'),
}

describe('the right to act for a side', () => {
  const may = (side: Parameters<typeof actsForSide>[1]) =>
    Object.entries(people).flatMap(([name, acting]) => (actsForSide(acting, side) ? [name] : []))

  it('belongs to anybody at its seat while no user is proved', () => {
    expect(may({ provedAs: null, typed })).toEqual(Object.keys(people))
    expect(may({ provedAs: null, typed: null })).toEqual(Object.keys(people))
  })

  it('belongs after a proof to that user and the session that typed', () => {
    expect(may({ provedAs: 'user-1', typed })).toEqual([
      'the person, in the session that typed',
      'the person, elsewhere',
      'the session that typed',
    ])
  })

  it('belongs to that user alone when nothing was typed', () => {
    const alone = ['the person, in the session that typed', 'the person, elsewhere']
    expect(may({ provedAs: 'user-1', typed: null })).toEqual(alone)
    expect(may({ provedAs: 'user-1', typed: { typedBySessionId: null, typedByDivarUserId: null } })).toEqual(alone)
  })
})
