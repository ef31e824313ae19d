import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageStates } from '#lib/addon/messages/index.ts'
import { peyk } from '#lib/peyk.ts'
import { newTrackingCode } from '#lib/shipping/tracking-code.ts'
import { createPrometheus } from './prometheus.ts'
import { samplesOf } from './testing-prometheus.ts'

const samples = async (from: ReturnType<typeof createPrometheus>, name: string) => samplesOf(await from.text({}), name)

type Labels<Table extends Record<string, { labels: object }>> = {
  [Name in keyof Table]: Record<Extract<keyof Table[Name]['labels'], string>, string>
}
/** Every measure that is not of the process itself, with labels that it takes. */
const counted: Labels<typeof peyk.counters> = {
  launches: { kind: 'ticket', version: '2' },
  launch_user_mismatches: { mode: 'enforce' },
  consents: { outcome: 'asked' },
  chat_messages: { kind: 'proposal', state: 'sent' },
  events: { type: 'new_message', kind: 'stored' },
  subscriptions: { outcome: 'renewed' },
  assistant_answers: { outcome: 'sent' },
  chatbot_messages: { outcome: 'sent' },
  carrier_orders: { type: 'shipment.accepted', state: 'dead' },
  proofs: { way: 'bot', state: 'sent' },
  carrier_calls: { outcome: 'wrong_signature' },
  carrier_unbound_calls: { call: 'status' },
  staff_sign_ins: { way: 'passkey', outcome: 'opened' },
}
const timed: Labels<typeof peyk.timers> = {
  event_lag: {},
  page: { page: '/s/[seat]/shipment/[code]' },
  action: { action: 'book_and_send', outcome: 'done' },
  route: { route: '/api/divar/launch', status: '200' },
  divar_call: { call: 'send_conversation_message', outcome: 'answered' },
  job: { queue: 'erase-expired', outcome: 'done' },
}

const counters = Object.keys(counted) as (keyof typeof counted)[]
const histograms = Object.keys(timed) as (keyof typeof timed)[]

describe('the metrics', () => {
  it.each(counters)('count %s by its labels', async (name) => {
    const prometheus = createPrometheus(peyk)
    prometheus.count(name, counted[name] as never)
    prometheus.count(name, counted[name] as never)
    expect(await samples(prometheus, `peyk_${name}_total`)).toEqual([{ labels: counted[name], value: 2 }])
  })

  it('tell what a timer was told since the start, whatever its labels, in spans of their own', async () => {
    const prometheus = createPrometheus(peyk)
    const { bounds } = await prometheus.timedSince('event_lag')
    expect((await prometheus.timedSince('event_lag')).counts).toEqual([...bounds, 0].map(() => 0))
    for (const seconds of [0.05, 0.1, 3, 3, 1e9]) prometheus.observe('event_lag', seconds, {})
    const { counts } = await prometheus.timedSince('event_lag')
    expect(counts).toEqual([2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1])
    prometheus.observe('route', 0.001, { route: '/api/health', status: '200' })
    prometheus.observe('route', 0.001, { route: '/api/health', status: '503' })
    expect((await prometheus.timedSince('route')).counts[0]).toBe(2)
  })

  it.each(histograms)('time %s by its labels', async (name) => {
    const prometheus = createPrometheus(peyk)
    prometheus.observe(name, 0.2, timed[name] as never)
    prometheus.observe(name, 1e6, timed[name] as never)
    expect(await samples(prometheus, `peyk_${name}_seconds_count`)).toEqual([{ labels: timed[name], value: 2 }])
    expect(await samples(prometheus, `peyk_${name}_seconds_sum`)).toEqual([{ labels: timed[name], value: 1_000_000.2 }])
    const buckets = await samples(prometheus, `peyk_${name}_seconds_bucket`)
    expect(buckets.at(-1)).toEqual({ labels: { le: '+Inf', ...timed[name] }, value: 2 })
    expect(buckets.filter(({ value }) => value === 1).length, 'finer than one bucket').toBeGreaterThan(1)
  })

  it('include every kind and settled state of a chat message', async () => {
    const prometheus = createPrometheus(peyk)
    const kinds = Object.keys(peyk.messages)
    const settled = messageStates.filter((state) => state !== 'sending')
    for (const kind of kinds) for (const state of settled) prometheus.count('chat_messages', { kind, state })
    const labels = (await samples(prometheus, 'peyk_chat_messages_total')).map((one) => Object.values(one.labels))
    expect(labels).toHaveLength(kinds.length * settled.length)
    expect(labels.flat()).not.toContain('other')
  })

  it("never use an id, a code, a number or a person's text as a label", async () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const ids = fc.oneof(
      fc.uuid(),
      bytes.map((random) => Buffer.from(random.subarray(0, 24)).toString('base64url')),
      bytes.map((random) => Buffer.from(random).toString('base64')),
      fc.constant(null).map(() => newTrackingCode(randomBytes)),
      fc.integer({ min: 0, max: 999_999_999 }).map((digits) => `09${String(digits).padStart(9, '0')}`),
      fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/^([a-z_. /[\]-]*|\d{1,3})$/.test(text)),
      fc.constantFrom('/s/V1StGXR8_Z5jdHi6B-myT/parcel', 'خیابان شکوفهٔ پنجم', 'ory_at_wK3', 'http://x/a?b=c', ''),
    )
    const prometheus = createPrometheus(peyk)
    const all = (labels: object, id: string) => Object.fromEntries(Object.keys(labels).map((label) => [label, id]))
    for (const id of fc.sample(ids, 500)) {
      for (const name of counters) prometheus.count(name, all(counted[name], id) as never)
      for (const name of histograms) prometheus.observe(name, 1, all(timed[name], id) as never)
    }
    const text = await prometheus.text({})
    const other = (labels: object) => [{ labels: all(labels, 'other'), value: 500 }]
    for (const name of counters) expect(samplesOf(text, `peyk_${name}_total`)).toEqual(other(counted[name]))
    for (const name of histograms) expect(samplesOf(text, `peyk_${name}_seconds_count`)).toEqual(other(timed[name]))
  })

  it("report the queues' current sizes and omit them when the database does not answer", async () => {
    const prometheus = createPrometheus(peyk)
    const text = await prometheus.text({
      clock_gap_seconds: [{ of: 'divar', value: -300 }],
      open_chat_messages: [{ of: 'queued', value: 3 }],
      jobs_waiting: [{ of: 'deliver-message', value: 2 }],
      job_age_seconds: [{ of: 'deliver-message', value: 61.5 }],
      assistants: [
        { of: 'on', value: 4 },
        { of: 'failing', value: 1 },
        { of: 'ended', value: 2 },
      ],
      subscription_end_seconds: [{ of: 'first', value: 1_200 }],
      silent_shipments: [{ of: '14', value: 7 }],
    })
    expect(samplesOf(text, 'peyk_clock_gap_seconds')).toEqual([{ labels: { of: 'divar' }, value: -300 }])
    expect(samplesOf(text, 'peyk_silent_shipments')).toEqual([{ labels: { days: '14' }, value: 7 }])
    expect(samplesOf(text, 'peyk_open_chat_messages')).toEqual([{ labels: { state: 'queued' }, value: 3 }])
    expect(samplesOf(text, 'peyk_jobs_waiting')).toEqual([{ labels: { queue: 'deliver-message' }, value: 2 }])
    expect(samplesOf(text, 'peyk_job_age_seconds')).toEqual([{ labels: { queue: 'deliver-message' }, value: 61.5 }])
    expect(samplesOf(text, 'peyk_assistants')).toEqual([
      { labels: { state: 'on' }, value: 4 },
      { labels: { state: 'failing' }, value: 1 },
      { labels: { state: 'ended' }, value: 2 },
    ])
    expect(samplesOf(text, 'peyk_subscription_end_seconds')[0]?.value).toBe(1_200)
    const without = await prometheus.text({})
    for (const name of Object.keys(peyk.gauges)) {
      expect(samplesOf(without, `peyk_${name}`)).toEqual([])
    }
  })

  it('have a help text each and include those of the process', async () => {
    const text = await createPrometheus(peyk).text({})
    const described = [...text.matchAll(/^# HELP (peyk_\w+) \S.+$/gm)].map(([, name]) => name)
    expect(described).toHaveLength(counters.length + histograms.length + Object.keys(peyk.gauges).length)
    expect(samplesOf(text, 'process_resident_memory_bytes')).toHaveLength(1)
    expect(samplesOf(text, 'nodejs_eventloop_lag_p99_seconds')).toHaveLength(1)
  })

  it('of two registries are independent', async () => {
    const [one, other] = [createPrometheus(peyk), createPrometheus(peyk)]
    one.count('consents', { outcome: 'asked' })
    expect(await samples(other, 'peyk_consents_total')).toEqual([])
  })
})
