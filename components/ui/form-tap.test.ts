import { describe, expect, it } from 'vitest'
import { heldTaps, holdTaps } from './form-tap.ts'

describe('the taps on a form', () => {
  it('wait for all that is being made for it, also where that fails, and for nothing else', async () => {
    const [form, other] = [{}, {}] as [HTMLFormElement, HTMLFormElement]
    expect(heldTaps(form)).toBeUndefined()
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    holdTaps(form, first.promise)
    holdTaps(form, second.promise)
    const done: string[] = []
    const waited = heldTaps(form)?.then(() => done.push('tap'))
    expect(heldTaps(other)).toBeUndefined()
    second.reject(new Error('no picture'))
    await second.promise.catch(() => done.push('second'))
    first.resolve()
    await waited
    expect([done, heldTaps(form)]).toEqual([['second', 'tap'], undefined])
  })
})
