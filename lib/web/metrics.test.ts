import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, describe, expect, it } from 'vitest'
import { createPrometheus } from '#lib/adapters/prometheus.ts'
import { samplesOf } from '#lib/adapters/testing-prometheus.ts'
import { peyk } from '#lib/peyk.ts'
import type { Services } from '#lib/services.ts'
import { metrics } from './metrics.ts'
import { serveWith } from './testing-services.ts'

const token = 'metrics-token-of-the-tests'
const readings: Services['readings'] = async () => ({
  open_chat_messages: [{ of: 'unconfirmed', value: 1 }],
  jobs_waiting: [{ of: 'deliver-message', value: 1 }],
  job_age_seconds: [{ of: 'deliver-message', value: 7 }],
  assistants: [],
  subscription_end_seconds: [],
  silent_shipments: [{ of: '14', value: 3 }],
})

afterEach(() => serveWith(null))

function serve(own: { METRICS_TOKEN?: string | undefined; readings?: Services['readings'] } = {}) {
  const warnings: unknown[] = []
  const measures = createPrometheus(peyk)
  measures.count('consents', { outcome: 'given' })
  serveWith({
    settings: { METRICS_TOKEN: 'METRICS_TOKEN' in own ? own.METRICS_TOKEN : token, TRUSTED_PROXIES: 0 },
    measures,
    readings: own.readings ?? readings,
    ownReadings: () => ({ clock_gap_seconds: [] }),
    log: { warn: (what: unknown) => void warnings.push(what), error: (what: unknown) => void warnings.push(what) },
    limits: { badKeys: new RateLimiterMemory({ points: 3, duration: 60 }) as never },
  })
  return { warnings }
}

const ask = async (authorization?: string) =>
  await metrics(new Request('http://localhost:3000/api/metrics', { headers: authorization ? { authorization } : {} }))

describe('GET /api/metrics', () => {
  it.each([`Bearer ${token}`, `bearer ${token}`])('answers in the requested text format %s', async (authorization) => {
    serve()
    const answer = await ask(authorization)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await answer.text()
    expect(samplesOf(text, 'peyk_consents_total')).toEqual([{ labels: { outcome: 'given' }, value: 1 }])
    expect(samplesOf(text, 'peyk_open_chat_messages')).toEqual([{ labels: { state: 'unconfirmed' }, value: 1 }])
    expect(samplesOf(text, 'peyk_job_age_seconds')).toEqual([{ labels: { queue: 'deliver-message' }, value: 7 }])
  })

  it('is not found without METRICS_TOKEN for any request', async () => {
    serve({ METRICS_TOKEN: undefined })
    for (const authorization of [undefined, 'Bearer ', 'Bearer undefined', `Bearer ${token}`]) {
      expect((await ask(authorization)).status).toBe(404)
    }
  })

  it.each([
    undefined,
    'Bearer',
    'Bearer ',
    token,
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer x ${token}`,
    'Bearer x',
  ])('refuses %s without a detail', async (authorization) => {
    serve()
    const answer = await ask(authorization)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ reason: 'the bearer token is not METRICS_TOKEN' })
  })

  it('limits repeated wrong tokens and never the right one', async () => {
    serve()
    for (let turn = 0; turn < 6; turn += 1) expect((await ask(`Bearer ${token}`)).status).toBe(200)
    for (let turn = 0; turn < 3; turn += 1) expect((await ask('Bearer x')).status).toBe(401)
    const answer = await ask('Bearer x')
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(`Bearer ${token}`)).status).toBe(200)
  })

  it('reports the other metrics when the database does not answer', async () => {
    const { warnings } = serve({ readings: async () => await Promise.reject(new Error('the database is gone')) })
    const text = await (await ask(`Bearer ${token}`)).text()
    expect(samplesOf(text, 'peyk_consents_total')).toHaveLength(1)
    expect(samplesOf(text, 'peyk_job_age_seconds')).toEqual([])
    expect(warnings).toMatchObject([{ event: 'backlog_unknown' }])
  })
})
