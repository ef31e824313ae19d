import { redirect } from 'next/navigation'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '#lib/kernel/log.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { countSend } from '#lib/web/rate-limit.ts'
import { serveWith } from '#lib/web/testing-services.ts'
import { type ActionHere, type ShipmentActionHere, seatAction, shipmentAction } from './action.ts'

const browser = vi.hoisted(() => ({ headers: new Headers(), here: null as object | null }))

vi.mock('next/headers', () => ({ headers: async () => browser.headers }))
vi.mock('./seated.ts', () => ({ seated: async () => browser.here }))

afterEach(() => serveWith(null))

type Line = { msg: string; requestId: string; action?: string; outcome?: string; incident?: string }

const sends = new RateLimiterMemory({ points: 2, duration: 60 })

function visit(own: { site?: string; seated?: boolean; points?: number; side?: string } = {}) {
  const { site = 'same-origin', seated = true, points = 10, side = 'DEMAND' } = own
  const lines: Line[] = []
  const { measures, noted } = notedMeasures()
  browser.headers = new Headers({ 'sec-fetch-site': site })
  const app = {
    settings: { APP_URL: 'http://localhost:3000', TRUSTED_PROXIES: 0 },
    log: createLog({ destination: { write: (line) => void lines.push(JSON.parse(line) as Line) } }),
    measures,
    limits: { seatActions: new RateLimiterMemory({ points, duration: 60 }) as never, sends: sends as never },
  }
  browser.here = seated
    ? { app, seat: { id: 'seat-1', conversationId: 'conversation-1', side }, base: '/s/seat-1' }
    : null
  serveWith(app)
  const data = new FormData()
  data.set('weight', 'نشانی من')
  const act = async (run: (here: ActionHere) => Promise<unknown>, onFault: 'stay' | 'page' = 'stay') =>
    await seatAction('seat-1', data, { action: 'save_what', onFault }, run as never)
  const begin = async (run: (here: ActionHere) => Promise<unknown>) =>
    await seatAction('seat-1', data, { action: 'save_what', sends: true, onFault: 'stay' }, run as never)
  const atShipment = async (code: unknown, run: (here: ShipmentActionHere) => Promise<unknown>) =>
    await shipmentAction({ seatId: 'seat-1', code }, data, { action: 'accept', onFault: 'page' }, run as never)
  return { act, begin, atShipment, noted, lines }
}

const stay = async (here: ActionHere) => here.again({})
const fail = async () => await Promise.reject(new TypeError('نشانی من'))

describe('a server action', () => {
  it.each([
    ['done', {}, stay],
    ['again', {}, async (here: ActionHere) => here.again({ weight: 'وزن را بنویسید' })],
    ['again', {}, async (here: ActionHere) => here.refused('preview_changed')],
    ['turned_away', { site: 'cross-site' }, stay],
    ['turned_away', { seated: false }, stay],
    ['turned_away', { points: 0 }, stay],
    ['fault', {}, fail],
  ] as const)('has the outcome %s with %j', async (outcome, own, run) => {
    const { act, noted, lines } = visit(own)
    const state = await act(run)
    expect(state.values).toEqual({ weight: 'نشانی من' })
    expect(noted).toEqual([`action save_what ${outcome}`])
    expect(lines.at(-1)).toMatchObject({ msg: 'action', action: 'save_what', outcome })
    expect(JSON.stringify(lines)).not.toContain('نشانی')
  })

  it('that redirects has the outcome done', async () => {
    const { act, noted } = visit()
    await expect(act(async () => redirect('/s/seat-1/review'))).rejects.toThrow('NEXT_REDIRECT')
    expect(noted).toEqual(['action save_what done'])
  })

  it('that fails and redirects to the fault page logs the incident with the request', async () => {
    const { act, noted, lines } = visit()
    await expect(act(fail, 'page')).rejects.toThrow('NEXT_REDIRECT')
    expect(noted).toEqual(['action save_what fault'])
    const [fault, action] = lines
    expect(fault?.incident).toMatch(/^[0-9a-f]{8}$/)
    expect(fault?.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(action?.requestId).toBe(fault?.requestId)
  })
})

describe('a server action at a shipment', () => {
  it('gets the tracking code as stored, in any spelling', async () => {
    const { atShipment } = visit()
    const state = await atShipment(' abcd-2345-y ', async ({ trackingCode, again }) => again({ code: trackingCode }))
    expect(state.faults).toEqual({ code: 'ABCD2345Y' })
  })

  it.each([[''], ['ABCD2345Q'], ['../../problem'], [null], [['ABCD2345Y']]])(
    'without a valid code (%j) leads to the problem page and changes nothing',
    async (code) => {
      const { atShipment, noted } = visit()
      const run = vi.fn()
      await expect(atShipment(code, run)).rejects.toMatchObject({
        digest: expect.stringContaining(';/s/seat-1/problem/not_found;'),
      })
      expect(run).not.toHaveBeenCalled()
      expect(noted).toEqual(['action accept done'])
    },
  )
})

describe('the send limit of a side', () => {
  const sent = async ({ app, seat, again }: ActionHere) => {
    await countSend(app, seat)
    return again({})
  }

  it('counts finished sends and blocks neither the other side nor an answer', async () => {
    const buyer = visit()
    for (let empty = 0; empty < 5; empty += 1) await buyer.begin(stay)
    for (let message = 0; message < 2; message += 1) await buyer.begin(sent)
    expect(buyer.noted.filter((one) => one.endsWith('turned_away'))).toEqual([])

    await buyer.begin(sent)
    expect(buyer.noted.at(-1)).toBe('action save_what turned_away')
    await buyer.act(sent)
    expect(buyer.noted.at(-1)).toBe('action save_what done')

    const seller = visit({ side: 'SUPPLY' })
    await seller.begin(sent)
    expect(seller.noted).toEqual(['action save_what done'])
  })
})
