import { afterEach, describe, expect, it, vi } from 'vitest'
import { KernelError } from '#lib/kernel/errors.ts'
import type { ClockGaps } from '#lib/services/clocks.ts'
import { health } from './health.ts'
import { serveWith } from './testing-services.ts'

vi.mock('server-only', () => ({}))
afterEach(() => serveWith(null))

const lines: unknown[] = []
const serve = (askDatabase: () => Promise<unknown>, gaps: Partial<ClockGaps> = {}) =>
  serveWith({
    database: { kind: 'postgres' } as never,
    askDatabase: askDatabase as never,
    settings: { WORKER: 'on' },
    clockGaps: () => ({ database: null, divar: null, ...gaps }),
    log: { error: (line: unknown) => void lines.push(line) },
  })
const said = async () => {
  const answer = await health()
  return [answer.status, await answer.json()]
}

describe('GET /api/health', () => {
  it('reports a healthy process', async () => {
    serve(async () => ({ rows: [] }), { database: 59, divar: -59 })
    expect(await said()).toEqual([200, { status: 'ok', database: 'postgres', worker: 'on', troubles: [] }])
  })

  it('names clocks that differ by a minute or more and stays healthy', async () => {
    serve(async () => ({ rows: [] }), { database: 300, divar: -61 })
    const troubles = [
      "This machine's clock is 300 seconds behind the database's, by which Peyk goes.",
      "This machine's clock is 61 seconds ahead of Divar's.",
    ]
    expect(await said()).toEqual([200, { status: 'ok', database: 'postgres', worker: 'on', troubles }])
  })

  it.each([
    [new KernelError('fault', 'The disk of DATA_DIR is full.'), 'The disk of DATA_DIR is full.'],
    [new Error('query', { cause: new KernelError('fault', 'The disk is full.') }), 'The disk is full.'],
    [new Error('connect ECONNREFUSED 10.0.0.7:5432'), 'The database does not answer.'],
  ])('names why it is not ready without naming hosts: %s', async (error, reason) => {
    serve(async () => await Promise.reject(error))
    expect(await said()).toEqual([503, { status: 'unready', reason }])
    expect(lines.at(-1)).toMatchObject({ event: 'unhealthy', err: error })
  })

  it('does not wait for a database that never answers', async () => {
    serve(() => new Promise(() => undefined))
    expect(await said()).toEqual([503, { status: 'unready', reason: 'The database takes too long.' }])
  })
})
