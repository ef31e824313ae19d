import { describe, expect, it } from 'vitest'
import { createPrometheus } from '#lib/adapters/prometheus.ts'
import { AppError, isAppError } from '#lib/kernel/errors.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { ShippingError } from '#lib/shipping/declaration.ts'
import type { Declaration } from './declaration.ts'
import { type Base, BaseError, type Declared, declare, defineAddon, type MeasuresOf, type NamesIn } from './index.ts'

const post = declare({ errors: ['letter_lost'] })
const bank = declare({ errors: ['account_empty'] })

describe("an add-on's declaration of error codes", () => {
  it('includes the codes of the base and of its parts', () => {
    const { errorCodes } = defineAddon({ parts: { post, bank } })
    const own: NamesIn<Declared<{ post: typeof post }>, 'errors'> = 'letter_lost'
    expect(errorCodes).toEqual(expect.arrayContaining(['fault', 'session_ended', own, 'account_empty']))
    expect(new Set(errorCodes).size).toBe(errorCodes.length)
  })

  it('with a code declared by two parts neither compiles nor starts', () => {
    const other = declare({ errors: ['letter_lost'] })
    // @ts-expect-error declared by both
    const start = () => defineAddon({ parts: { post, other } })
    expect(start).toThrow('the error code letter_lost is declared by post and by other')
  })

  it('with a code of the base neither compiles nor starts', () => {
    const other = declare({ errors: ['session_ended'] })
    // @ts-expect-error declared by the base
    const start = () => defineAddon({ parts: { other } })
    expect(start).toThrow('the error code session_ended is declared by base and by other')
  })

  it('with a code declared twice by one part does not start', () => {
    const twice = declare({ errors: ['lost', 'lost'] })
    expect(() => defineAddon({ parts: { twice } })).toThrow('the error code lost is declared by twice and by twice')
  })
})

const letters = declare({
  counters: { letters: { help: 'Letters', labels: { state: ['sent', 'lost'] } } },
  timers: { letters: { help: 'On their way', labels: {}, buckets: [1] } },
})

describe("an add-on's declaration of metrics", () => {
  it('includes those of the base and of its parts', () => {
    const { counters, timers } = defineAddon({ parts: { letters, bank } })
    expect(counters.letters.labels.state).toEqual(['sent', 'lost'])
    expect([timers.letters.buckets, timers.job.labels.outcome]).toEqual([[1], ['done', 'failed']])
  })

  it('accepts its own names, labels and values only', () => {
    const { measures, noted } = notedMeasures()
    const own: MeasuresOf<Base | typeof letters> = measures
    own.count('letters', { state: 'lost' })
    own.observe('letters', 2, {})
    own.count('consents', { outcome: 'asked' })
    // @ts-expect-error of another part
    own.count('carrier_calls', { outcome: 'moved' })
    // @ts-expect-error no such value: a name would be one
    own.count('letters', { state: 'Maryam' })
    // @ts-expect-error no such label
    own.count('letters', { state: 'sent', to: 'Maryam' })
    expect(noted).toHaveLength(6)
  })

  it('with a counter declared by two parts neither compiles nor starts', () => {
    // @ts-expect-error declared by both
    const start = () => defineAddon({ parts: { letters, other: declare({ counters: letters.counters }) } })
    expect(start).toThrow('the counter letters is declared by letters and by other')
  })

  it('with a timer of the base neither compiles nor starts', () => {
    const other = declare({ timers: { job: letters.timers.letters } })
    // @ts-expect-error declared by the base
    const start = () => defineAddon({ parts: { other } })
    expect(start).toThrow('the timer job is declared by base and by other')
  })

  it('passes no personal value on, even through a cast', async () => {
    const prometheus = createPrometheus(defineAddon({ parts: { letters } }))
    prometheus.count('letters', { state: '09121234567' as 'sent' })
    expect(await prometheus.text({})).not.toContain('09121234567')
  })
})

describe('the live pages of an add-on', () => {
  const live = declare({ channels: { letters: 'post_letters' } })

  it('are woken by the channels that its parts declare', () => {
    expect(defineAddon({ parts: { live, bank } }).channels.letters).toBe('post_letters')
  })

  it.each([
    ['the channel letters', declare({ channels: { letters: 'other' } })],
    ['the database channel post_letters', declare({ channels: { others: 'post_letters' } })],
  ])('do not start when two parts declare %s', (what, other) => {
    const parts: Record<string, Declaration> = { live, other }
    expect(() => defineAddon({ parts })).toThrow(`${what} is declared by live and by other`)
  })
})

describe("an add-on's declaration of retention items", () => {
  const archive = declare({ retention: { letter: { keptSeconds: 60, after: 'arrival' } } })

  it('includes those of the base and of its parts', () => {
    const { retention } = defineAddon({ parts: { archive, bank } })
    expect(retention.letter).toEqual({ keptSeconds: 60, after: 'arrival' })
    expect(retention.session.keptSeconds).toBe(0)
  })

  it('with an item declared by two parts neither compiles nor starts', () => {
    // @ts-expect-error declared by both
    const start = () => defineAddon({ parts: { archive, other: declare({ retention: archive.retention }) } })
    expect(start).toThrow('the retention item letter is declared by archive and by other')
  })

  it('with an item of the base neither compiles nor starts', () => {
    const other = declare({ retention: { session: { keptSeconds: 1, after: 'end' } } })
    // @ts-expect-error declared by the base
    const start = () => defineAddon({ parts: { other } })
    expect(start).toThrow('the retention item session is declared by base and by other')
  })
})

describe("an add-on's declaration of limits", () => {
  const boxes = declare({ limits: { letters: { key: 'letter', points: 1, seconds: 60 } } })

  it('includes those of the base and of its parts', () => {
    const { limits } = defineAddon({ parts: { boxes, bank } })
    expect([limits.letters.points, limits.seatActions.key]).toEqual([1, 'seat'])
  })

  it('with a limit of the base neither compiles nor starts', () => {
    const other = declare({ limits: { sends: { key: 'other', points: 1, seconds: 60 } } })
    // @ts-expect-error declared by the base
    const start = () => defineAddon({ parts: { other } })
    expect(start).toThrow('the limit sends is declared by base and by other')
  })

  it('with two limits counted under one key does not start', () => {
    const other = declare({ limits: { parcels: boxes.limits.letters } })
    expect(() => defineAddon({ parts: { boxes, other } })).toThrow(
      'the key of a limit letter is declared by boxes and by other',
    )
  })
})

describe("an add-on's declaration of what it forgets of a user", () => {
  const writers = declare({ forgets: ['letters'] })

  it('includes that of its parts', () => {
    const { forgets } = defineAddon({ parts: { writers, bank } })
    const own: 'letters'[] = forgets
    expect(own).toEqual(['letters'])
  })

  it('with a forgetter declared by two parts neither compiles nor starts', () => {
    // @ts-expect-error declared by both
    const start = () => defineAddon({ parts: { writers, other: declare({ forgets: ['letters'] }) } })
    expect(start).toThrow('the forgetter letters is declared by writers and by other')
  })
})

describe('an AppError thrown by a part', () => {
  it('has a code of that part or of the base and no other', () => {
    const thrown = [new ShippingError('shipment_exists', 'own'), new ShippingError('fault', "the base's")]
    // @ts-expect-error the assistant's
    thrown.push(new ShippingError('post_not_yours', "another's"))
    // @ts-expect-error of no part
    new BaseError('shipment_exists', 'of a part')
    for (const error of thrown) expect([isAppError(error), error instanceof AppError]).toEqual([true, true])
  })
})

const couriers = declare({
  outbox: { letters: { deliver: 'deliver-letter', sweep: 'sweep-letters', workers: 2 } },
  tasks: { 'empty-boxes': { cron: '0 * * * *' } },
  messages: { arrival: { subject: 'letter', goodForSeconds: 60 } },
})

describe("an add-on's declaration of background work", () => {
  it('includes that of the base and of its parts', () => {
    const { outbox, tasks, messages } = defineAddon({ parts: { couriers } })
    expect(Object.keys(outbox)).toEqual(['chat_messages', 'letters'])
    expect(Object.keys(tasks)).toEqual(['erase-expired', 'empty-boxes'])
    expect([messages.arrival.subject, outbox.letters.workers]).toEqual(['letter', 2])
  })

  it('with a queue declared by two parts does not start', () => {
    const other = declare({ tasks: { 'sweep-letters': { cron: '* * * * *' } } })
    expect(() => defineAddon({ parts: { couriers, other } })).toThrow(
      'the queue sweep-letters is declared by couriers and by other',
    )
  })

  it('with a kind of message declared by two parts neither compiles nor starts', () => {
    // @ts-expect-error declared by both
    const start = () => defineAddon({ parts: { couriers, other: declare({ messages: couriers.messages }) } })
    expect(start).toThrow('the kind of message arrival is declared by couriers and by other')
  })
})
