import { expect, it } from 'vitest'
import {
  DivarApiError,
  DivarConnectionError,
  DivarResponseError,
  InvalidInputError,
  isDivarApiError,
  isDivarConnectionError,
  isDivarResponseError,
  isInvalidInputError,
  isKenarError,
  KenarError,
} from './errors.ts'

const kinds = { isDivarApiError, isDivarConnectionError, isDivarResponseError, isInvalidInputError }
const errors = [
  ['isDivarApiError', new DivarApiError('get_post', { httpStatus: 500 })],
  ['isDivarConnectionError', new DivarConnectionError('get_post', { certainlyNotSent: false, reason: 'timeout' })],
  ['isDivarResponseError', new DivarResponseError('get_post', 'city')],
  ['isInvalidInputError', new InvalidInputError('get_post', 'a post token is not well formed')],
] as const

it.each(errors)('%s recognises its own error, also from another copy of the module, and no other', (own, error) => {
  const copy = Object.assign(new Error(error.message), { name: error.name })
  for (const one of [error, copy]) {
    expect(Object.entries(kinds).filter(([, is]) => is(one))).toEqual([[own, kinds[own]]])
    expect(isKenarError(one)).toBe(true)
  }
  expect(error).toBeInstanceOf(KenarError)
})

it.each([null, 'DivarApiError', { name: 'DivarApiError' }, new Error('DivarApiError')])(
  '%s is not recognised as an error of the client',
  (value) => {
    expect(isKenarError(value)).toBe(false)
  },
)

it.each(errors)('an error recognised by %s has the operation in its details and its message', (_, error) => {
  expect(error.details).toMatchObject({ operation: 'get_post' })
  expect(error.message).toContain('get_post')
})
