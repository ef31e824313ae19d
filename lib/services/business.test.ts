import { describe, expect, it } from 'vitest'
import example from '#lib/business/example.json' with { type: 'json' }
import { type BusinessStore, unsetVersion, writeVersion } from '#lib/business/index.ts'
import { businessStore } from '#lib/db/stores/business.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import sample from '#lib/shipping/data/sample-tariff.json' with { type: 'json' }
import { acceptProposal, bookShipment, prepareAcceptance, prepareProposal } from '#lib/shipping/index.ts'
import { buyer, seller, shippingWorld } from '#lib/shipping/testing.ts'
import { businessDesk } from './business.ts'

const at = new Date('2026-11-29T09:00:00Z')

/** The sample's prices times `factor`. */
const dearer = (factor: number) =>
  JSON.parse(JSON.stringify(sample), (key, value: unknown) =>
    typeof value === 'number' && ['envelope', 'small', 'medium', 'large', 'xlarge', 'stepPrice'].includes(key)
      ? Math.round(value * factor)
      : value,
  ) as object

function counted(rows: { number: number; data: Record<string, unknown> }[]) {
  const looks = { newest: 0, written: 0, fails: false }
  const store: Pick<BusinessStore, 'newest' | 'written'> = {
    async newest(limit) {
      looks.newest += 1
      if (looks.fails) throw new Error('no database')
      return rows.toReversed().slice(0, limit)
    },
    async written(number) {
      looks.written += 1
      return rows.find((row) => row.number === number) ?? null
    },
  }
  let now = 0
  const desk = businessDesk({ store, clock: () => at, elapsed: () => now })
  return {
    desk,
    looks,
    wait: (ms: number) => {
      now += ms
    },
  }
}

describe('the business as a process knows it', () => {
  it('is looked up once by many at a time, and again after two seconds', async () => {
    const { desk, looks, wait } = counted([])
    await Promise.all([desk.current(), desk.current(), desk.shown(), desk.offers.current()])
    expect(looks.newest).toBe(1)
    wait(1999)
    await desk.current()
    expect(looks.newest).toBe(1)
    wait(1)
    await desk.current()
    expect(looks.newest).toBe(2)
  })

  it('offers the pickup windows of its file, each with its promise, and none for a service without any', async () => {
    const { post_vijeh: _, ...pickup } = example.pickup
    const { desk } = counted([{ number: 1, data: { ...example, pickup } }])
    const [first, ...later] = await desk.offers.pickups('city_express')
    // 12:30 in Tehran: the window of noon has begun.
    expect(first).toEqual({
      window: { from: new Date('2026-11-29T13:30:00Z'), to: new Date('2026-11-29T15:30:00Z') },
      promisedAt: new Date('2026-11-29T18:30:00Z'),
    })
    expect(later).toHaveLength(5)
    expect(await desk.offers.pickups('post_vijeh')).toEqual([])
  })

  it('demands handover codes where its file says so, and not in a file of before there were any', async () => {
    const demands = async (change: object) =>
      await counted([{ number: 1, data: { ...example, ...change } }]).desk.offers.demandsCodes()
    expect(await demands({})).toBe(false)
    expect(await demands({ handoverCode: 'required' })).toBe(true)
  })

  it('stands on a page whatever the database does, and nowhere else', async () => {
    const { desk, looks, wait } = counted([{ number: 1, data: example }])
    await desk.current()
    looks.fails = true
    wait(5000)
    expect((await desk.shown()).business.name).toBe(example.name)
    await expect(desk.current()).rejects.toThrow('no database')
    const fresh = counted([])
    fresh.looks.fails = true
    expect(await fresh.desk.shown()).toEqual(unsetVersion)
    fresh.looks.fails = false
    expect((await fresh.desk.current()).number).toBe(0)
  })

  it('reads an earlier version once, and goes on with the present one where that is gone', async () => {
    const rows = [
      { number: 1, data: { ...example, tariff: dearer(2) } },
      { number: 2, data: example },
    ]
    const { desk, looks } = counted(rows)
    expect((await desk.offers.promised(1)).version).toBe(1)
    await desk.offers.promised(1)
    expect(looks.written).toBe(1)
    expect((await desk.offers.promised(9)).version).toBe(2)
  })
})

describeOnBothEngines('a tariff that changes between a proposal and its acceptance', (open) => {
  function world() {
    let now = 0
    const base = shippingWorld(open().db)
    const store = businessStore(open().db)
    const desk = businessDesk({ store, clock: base.clock, elapsed: () => now })
    const deps = { ...base.deps, offers: desk.offers }
    const edit = async (change: object) => {
      const written = await writeVersion(store, { ...example, ...change }, at)
      if (!written.ok) throw new Error(JSON.stringify(written.faults))
      now += 5000
    }
    const propose = async () => {
      await base.fill(buyer)
      const prepared = await prepareProposal(deps, buyer)
      if (!prepared.ok) throw new Error(prepared.part)
      return prepared.proposal
    }
    const book = async () => {
      const { draft, fingerprint } = await propose()
      const booked = await bookShipment(deps, buyer, { trackingCode: draft.trackingCode, fingerprint, announce: true })
      if (booked.kind !== 'booked') throw new Error(booked.kind)
      return booked.shipment
    }
    const accept = async (trackingCode: string) => {
      await base.fill(seller)
      const shown = await prepareAcceptance(deps, seller, trackingCode)
      if (shown.kind !== 'ready') return shown.kind
      return await acceptProposal(deps, seller, {
        trackingCode,
        fingerprint: shown.fingerprint,
        forbiddenAccepted: true,
      })
    }
    return { base, deps, edit, propose, book, accept }
  }

  it.each([
    ['dearer', 3],
    ['cheaper', 0.5],
  ])('%s: the price promised is the price charged, by the version it was made with', async (_, factor) => {
    const { base, edit, book, accept } = world()
    await edit({})
    const { trackingCode, quote } = await book()
    await edit({ tariff: dearer(factor) })
    expect(await accept(trackingCode)).toMatchObject({ kind: 'accepted' })
    expect((await base.stands(trackingCode)).quote).toEqual(quote)
    expect(quote.version).toBe(1)
  })

  it('leaves what nobody has booked yet at the new price, and a tap on the old one books nothing', async () => {
    const { deps, edit, propose } = world()
    await edit({})
    const seen = await propose()
    await edit({ tariff: dearer(2) })
    const { trackingCode } = seen.draft
    const tap = { trackingCode, fingerprint: seen.fingerprint, announce: true }
    expect(await bookShipment(deps, buyer, tap)).toEqual({ kind: 'preview_changed' })
    expect((await propose()).shipment.quote).toMatchObject({ version: 2 })
  })

  it('cannot be accepted where the service is off since then, or the place no longer served', async () => {
    const { edit, book, accept } = world()
    await edit({})
    const { trackingCode } = await book()
    await edit({ services: { ...example.services, city_express: false } })
    expect(await accept(trackingCode)).toBe('unavailable')
    await edit({ area: { pickup: ['shiraz'], dropoff: 'all' } })
    expect(await accept(trackingCode)).toBe('unavailable')
    await edit({})
    expect(await accept(trackingCode)).toMatchObject({ kind: 'accepted' })
  })

  it('takes neither a booking nor an acceptance while the business is paused, and loses nothing', async () => {
    const { base, deps, edit, book, accept, propose } = world()
    await edit({})
    const { trackingCode } = await book()
    await edit({ pause: { reason: 'برف سنگین', until: null, booking: false } })
    expect(await accept(trackingCode)).toBe('closed')
    expect((await base.stands(trackingCode)).state).toBe('proposed')
    const other = { ...buyer, seatId: 'seat-2', conversationId: 'conversation-2' }
    await base.fill(other)
    const tap = { trackingCode: null, fingerprint: 'any', announce: true }
    expect(await bookShipment(deps, other, tap)).toEqual({ kind: 'closed' })
    await edit({ pause: null })
    expect(await accept(trackingCode)).toMatchObject({ kind: 'accepted' })
    await propose()
  })

  it('offers nothing and takes nothing once its prices have ended, and accepts at the price promised with the next ones', async () => {
    const { base, deps, edit, book, accept } = world()
    await edit({})
    const { trackingCode, quote } = await book()
    await edit({ tariff: { ...sample, validTo: '1300-01-01' } })
    expect((await deps.offers.current()).off).toHaveLength(sample.services.length)
    expect(await accept(trackingCode)).toBe('closed')
    await edit({ tariff: dearer(2) })
    expect(await accept(trackingCode)).toMatchObject({ kind: 'accepted' })
    expect((await base.stands(trackingCode)).quote).toEqual(quote)
  })

  it('reads a quote of a process that knows no versions as made by the prices in the code', async () => {
    const { base, edit, accept } = world()
    const shipment = await base.booked(buyer)
    const { version: _, ...older } = shipment.quote
    await base.deps.store.moveShipment({ ...shipment, quote: older as typeof shipment.quote }, shipment)
    expect((await base.stands(shipment.trackingCode)).quote).toEqual(shipment.quote)
    await edit({ tariff: dearer(3) })
    expect(await accept(shipment.trackingCode)).toMatchObject({ kind: 'accepted' })
  })

  it('reads a quote of a process that had a line for rounding, and keeps its total', async () => {
    const { base } = world()
    const shipment = await base.booked(buyer)
    const [first, ...rest] = shipment.quote.parts
    if (!first) throw new Error('the quote has no parts')
    const parts = [{ ...first, amount: first.amount - 50 }, ...rest, { code: 'rounding', amount: 50 }]
    const older = { ...shipment.quote, parts } as typeof shipment.quote
    await base.deps.store.moveShipment({ ...shipment, quote: older }, shipment)
    expect((await base.stands(shipment.trackingCode)).quote).toEqual(shipment.quote)
  })
})
