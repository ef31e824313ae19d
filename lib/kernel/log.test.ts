import { describe, expect, it } from 'vitest'
import { DivarApiError, DivarConnectionError, DivarResponseError, InvalidInputError } from '#lib/divar/index.ts'
import { KernelError } from './errors.ts'
import { createLog, secretKeys } from './log.ts'

const seed = 'a-secret-that-must-not-be-seen'

function logged() {
  const lines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>
  return { log, lines, last }
}

/** `value` under `depth` levels of objects and lists in turn. */
const nested = (value: unknown, depth: number): unknown =>
  depth === 0 ? value : depth % 2 ? { deeper: nested(value, depth - 1) } : [nested(value, depth - 1)]

describe('a log line', () => {
  it('is one JSON object with time, level, text and fields', () => {
    const { log, lines, last } = logged()
    log.info({ event: 'launch', version: 2 }, 'a launch')
    expect(lines).toHaveLength(1)
    expect(last()).toMatchObject({ level: 30, event: 'launch', version: 2, msg: 'a launch' })
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it.each(secretKeys)('contains no value of %s at any depth in any spelling', (key) => {
    const { log, lines } = logged()
    const spellings = [key, key.toUpperCase(), key.replace(/[A-Z]/g, '_$&').toLowerCase(), key.replaceAll('-', '_')]
    for (const spelling of spellings) {
      for (let depth = 0; depth <= 12; depth++) {
        const holder = { [spelling]: depth % 2 ? seed : { value: seed, list: [seed] } }
        log.info({ holder: nested(holder, depth), ...holder }, 'fields')
        log.warn(
          { err: new KernelError('fault', 'ours', { details: { holder: nested(holder, depth), ...holder } }) },
          'error',
        )
      }
    }
    expect(lines.length).toBe(spellings.length * 26)
    expect(lines.join('')).not.toContain(seed)
  })

  it("of an error has class, code and causes, and a message only of the app's own errors", () => {
    const { log, lines, last } = logged()
    const inner = Object.assign(new Error(`Failed query: insert\nparams: ${seed}\n    at ${seed} (${seed})`), {
      code: '23505',
    })
    const err = new KernelError('fault', 'the draft could not be saved', {
      cause: new TypeError(seed, { cause: inner }),
    })
    log.error({ err }, 'failed')
    expect(last().err).toMatchObject({
      type: 'AppError',
      code: 'fault',
      message: 'the draft could not be saved',
      cause: { type: 'TypeError', cause: { type: 'Error', code: '23505' } },
    })
    expect(JSON.stringify(last().err)).toContain('log.test.ts')
    expect(lines.join('')).not.toContain(seed)
  })

  it.each([
    new DivarApiError('get_post', { httpStatus: 500, divarMessage: seed }),
    new DivarConnectionError('get_post', { certainlyNotSent: true, reason: 'ENOTFOUND' }),
    new DivarResponseError('get_post', 'state'),
    new InvalidInputError('get_post', 'is empty'),
  ])('of a client error for Divar has its message and details: %s', (err) => {
    const { log, lines, last } = logged()
    log.warn({ err }, 'failed')
    expect(last().err).toMatchObject({ type: err.name, code: err.code, message: err.message, details: err.details })
    expect(lines.join('')).not.toContain(seed)
  })

  it('of a foreign error with code and details does not have its message', () => {
    const { log, lines, last } = logged()
    const details = { seed }
    for (const more of [
      { code: 'not_found', details },
      { code: 'P0001', details, retryable: true },
      { code: 7, details },
    ]) {
      log.error({ err: Object.assign(new Error(seed), more) }, 'failed')
      expect(last().err).toMatchObject({ type: 'Error', code: more.code })
    }
    expect(lines.join('')).not.toContain(seed)
  })

  it('of an error without a message of the app has none', () => {
    const { log, lines } = logged()
    log.error(new Error(seed))
    log.error({ err: new Error(seed) })
    log.error({ reason: { err: new Error(seed) }, list: [new Error(seed)] }, 'nested')
    log.error({ err: seed.length }, 'not an error')
    expect(lines).toHaveLength(4)
    expect(lines.join('')).not.toContain(seed)
  })

  it('of a parsing error does not quote the input', () => {
    const { log, lines } = logged()
    const faults = [
      () => JSON.parse(seed),
      () => new Headers({ authorization: `${seed}\n${seed}` }),
      () => BigInt(seed),
    ]
    for (const fail of faults) {
      try {
        fail()
      } catch (err) {
        log.error({ err }, 'fault')
      }
    }
    expect(lines).toHaveLength(3)
    expect(lines.join('')).not.toContain(seed)
  })

  it('is complete for cyclic causes and fields and for unusual values', () => {
    const { log, last } = logged()
    const circle: Record<string, unknown> = { id: 1 }
    circle.self = circle
    const err = new Error('x')
    err.cause = err
    log.info({ circle, err, big: 10n, bytes: new Uint8Array(3), map: new Map([[seed, seed]]), at: new Date(0) }, 'odd')
    expect(last()).toMatchObject({ big: '10', bytes: '[Uint8Array]', map: '[Map]', at: '1970-01-01T00:00:00.000Z' })
    expect(JSON.stringify(last())).not.toContain(seed)
  })
})
