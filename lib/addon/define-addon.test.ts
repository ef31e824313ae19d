import { describe, expect, it } from 'vitest'
import { AppError, isAppError } from '../kernel/errors.ts'
import { ShippingError } from '../shipping/declaration.ts'
import { BaseError, type Declared, declare, defineAddon, type NamesIn } from './index.ts'

const post = declare({ errors: ['letter_lost'] })
const bank = declare({ errors: ['account_empty'] })

describe('an add-on', () => {
  it('has the codes of the base and of its parts', () => {
    const { errorCodes } = defineAddon({ parts: { post, bank } })
    const own: NamesIn<Declared<{ post: typeof post }>, 'errors'> = 'letter_lost'
    expect(errorCodes).toEqual(expect.arrayContaining(['fault', 'session_ended', own, 'account_empty']))
    expect(new Set(errorCodes).size).toBe(errorCodes.length)
  })

  it('with a code that two parts declare neither compiles nor starts', () => {
    const other = declare({ errors: ['letter_lost'] })
    // @ts-expect-error declared by both
    const start = () => defineAddon({ parts: { post, other } })
    expect(start).toThrow('the error code letter_lost is declared by post and by other')
  })

  it('with a code that the base has neither compiles nor starts', () => {
    const other = declare({ errors: ['session_ended'] })
    // @ts-expect-error declared by the base
    const start = () => defineAddon({ parts: { other } })
    expect(start).toThrow('the error code session_ended is declared by base and by other')
  })

  it('with a code that one part declares twice does not start', () => {
    const twice = declare({ errors: ['lost', 'lost'] })
    expect(() => defineAddon({ parts: { twice } })).toThrow('the error code lost is declared by twice and by twice')
  })
})

describe('an error', () => {
  it('is thrown with a code of the own part or of the base, and no other', () => {
    const thrown = [new ShippingError('shipment_exists', 'own'), new ShippingError('fault', "the base's")]
    // @ts-expect-error the assistant's
    thrown.push(new ShippingError('post_not_yours', "another's"))
    // @ts-expect-error of no part
    new BaseError('shipment_exists', 'of a part')
    for (const error of thrown) expect([isAppError(error), error instanceof AppError]).toEqual([true, true])
  })
})
