import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { Webhook } from 'standardwebhooks'
import { callAsDivar } from '../../support/divar-call.ts'
import { scrape } from '../../support/scrape.ts'
import { carrierKeysOf } from '../../support/settings.ts'
import type { Stack } from '../../support/stack.ts'
import type { Seat, Shipment } from '../pages/shipments.ts'

/** One thing that the app does, asked for once; gives the milliseconds that it took. */
export type Probe = { what: string; times: number; ask(): Promise<number> }

const timed = async (work: () => Promise<number>, expected: number) => {
  const begun = performance.now()
  const status = await work()
  const ms = performance.now() - begun
  if (status !== expected) throw new Error(`status ${status} instead of ${expected}`)
  return ms
}

/** The pages of a session with a shipment, and what machines ask. */
export function pageProbes(stack: Stack, { pageUrl, cookie }: Shipment, seat: Seat, model: string): Probe[] {
  const get = (url: string, headers: Record<string, string> = {}) =>
    timed(async () => {
      const answer = await fetch(url, { headers, redirect: 'manual' })
      await answer.arrayBuffer()
      return answer.status
    }, 200)
  const post = (path: string, body: () => object) =>
    timed(async () => (await callAsDivar(stack, path, body())).status, 200)
  const talk = stack.simulator.control.conversations()[0]
  const page = (what: string, url: string, by = cookie): Probe => ({
    what,
    times: 40,
    ask: () => get(url, { cookie: by }),
  })
  const call = (what: string, ask: () => Promise<number>): Probe => ({ what, times: 40, ask })
  return [
    page('page: first', seat.url, seat.cookie),
    page('page: what', seat.url, seat.cookie),
    page('page: shipment', pageUrl),
    page('page: what changed', `${pageUrl}/state`),
    page('page: price', `${stack.appUrl}/price`),
    call('Divar: launch', () =>
      post('/api/divar/launch', () => ({
        ...{ source: 'CHAT', user_side: 'DEMAND', conversation_id: talk?.id, post_token: talk?.post.token },
      })),
    ),
    call('Divar: event', () =>
      post('/api/divar/events', () => ({ type: 'SOMETHING_NEW', something_new: { id: randomUUID() } })),
    ),
    call('Divar: message that nobody hears', () =>
      post('/api/divar/events', () => ({
        type: 'NEW_MESSAGE',
        new_message: { id: randomUUID(), conversation: { id: randomUUID(), type: 'POST', post_token: 'none' } },
      })),
    ),
    call('Divar: tap on a button', () =>
      post('/api/divar/action', () => ({
        touchpoint: 'CHAT_MESSAGE',
        post_token: talk?.post.token,
        conversation_id: talk?.id,
        user_side: 'DEMAND',
        extra_data: { shipment: model, deed: 'none' },
      })),
    ),
    call('carrier: what is open', () => {
      const [id, at] = [randomUUID(), new Date()]
      const signature = new Webhook(carrierKeysOf(stack.secrets)[0] ?? '').sign(id, at, '')
      return get(`${stack.appUrl}/api/carrier/shipments`, {
        ...{ 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)) },
        'webhook-signature': signature,
      })
    }),
    call('operators: health', () => get(`${stack.appUrl}/api/health`)),
    call('operators: metrics', () =>
      get(`${stack.appUrl}/api/metrics`, { authorization: `Bearer ${stack.env.METRICS_TOKEN}` }),
    ),
  ]
}

const sweeps = ['erase-expired', 'sweep-messages', 'sweep-orders', 'sweep-assistants', 'sweep-proofs']

/** The jobs of every minute, each asked for through their queue and timed by the app itself. */
export function jobProbes(stack: Stack, boss: PgBoss): Probe[] {
  const counted = async (queue: string) => {
    const { sum } = await scrape(stack)
    const labels = { queue, outcome: 'done' }
    return [sum('peyk_job_seconds_count', labels), sum('peyk_job_seconds_sum', labels)] as const
  }
  return sweeps.map((queue) => ({
    what: `job: ${queue}`,
    times: 5,
    async ask() {
      const [count, seconds] = await counted(queue)
      await boss.send(queue, {})
      for (;;) {
        const [now, sum] = await counted(queue)
        // One that its minute brought meanwhile counts with it.
        if (now > count) return ((sum - seconds) / (now - count)) * 1000
        await wait(200)
      }
    },
  }))
}

export async function openQueue(databaseUrl: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false, migrate: false })
  boss.on('error', (error) => console.error(error.message))
  await boss.start()
  return boss
}
