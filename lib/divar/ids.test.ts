import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isConversationId,
  isDivarUserId,
  isPostToken,
  toAccessToken,
  toConversationId,
  toDivarUserId,
  toMediaToken,
  toPostToken,
  toRefreshToken,
} from './ids.ts'

const makers = { toPostToken, toConversationId, toDivarUserId, toAccessToken, toRefreshToken, toMediaToken }

describe('a branded text of Divar', () => {
  it.each([
    ['toPostToken', 'wZDwv-vo', ['', 'a b', 'a/b', 'x'.repeat(33)]],
    ['toConversationId', 'edbb9499-cccc-4d35-b21f-621fa95f2b3e', ['', 'a.b', '../x', 'x'.repeat(65)]],
    ['toDivarUserId', '6GqmD76dle5NpJySqnBX8seTpt6uVtzqaNTNJU1ettI=', ['', 'a\0b', '\ud800', 'x'.repeat(129)]],
    ['toAccessToken', 'ory_at_x.y', ['', 'a b', 'a\r\nb', 'x'.repeat(4097)]],
    ['toRefreshToken', 'ory_rt_x.y', ['', 'a\tb', 'ب']],
    ['toMediaToken', 'm-1', ['', 'a b', 'x'.repeat(1025)]],
  ] as const)('by %s accepts a valid value and throws for an invalid one without quoting it', (name, good, bad) => {
    expect(makers[name](good)).toBe(good)
    for (const text of bad) {
      const failure: unknown = (() => {
        try {
          return makers[name](text)
        } catch (error) {
          return error
        }
      })()
      expect(failure).toMatchObject({ name: 'InvalidInputError', code: 'invalid_input', operation: null })
      expect((failure as Error).message).toMatch(/^an? [a-z ]+ is not well formed$/)
    }
  })

  it('is accepted by the guard exactly when its constructor accepts it', () => {
    const pairs = [
      [isPostToken, toPostToken],
      [isConversationId, toConversationId],
      [isDivarUserId, toDivarUserId],
    ] as const
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary', maxLength: 140 }),
      fc.stringMatching(/^[\w-]{0,70}$/),
    )
    fc.assert(
      fc.property(anything, (text) => {
        for (const [is, to] of pairs) {
          if (is(text)) expect(to(text)).toBe(text)
          else expect(() => to(text)).toThrow('is not well formed')
        }
      }),
    )
  })

  it.each([null, undefined, 5, {}, ['wZDwv-vo']])('is never the value %j', (value) => {
    expect([isPostToken(value), isConversationId(value), isDivarUserId(value)]).toEqual([false, false, false])
  })
})
