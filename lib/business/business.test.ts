import { describe, expect, it } from 'vitest'
import sample from '#lib/shipping/data/sample-tariff.json' with { type: 'json' }
import { services } from '#lib/shipping/index.ts'
import { parseBusiness, tariffOf, type Version } from './business.ts'
import example from './example.json' with { type: 'json' }
import { unsetVersion } from './unset.ts'
import { currentVersion, readVersion, writeVersion } from './versions.ts'

const faults = (change: object) => {
  const parsed = parseBusiness({ ...example, ...change })
  return parsed.ok ? [] : parsed.faults.map(({ path }) => path)
}

describe('parseBusiness', () => {
  it('takes the example, which is the demo', () => {
    const parsed = parseBusiness(example)
    expect(parsed).toMatchObject({ ok: true, business: { name: 'پیک بادپا', phone: '02191001234' } })
  })

  it.each(['+98 21 9100 1234', '0098(21)91001234', '۹۸ (۰) ۲۱ ۹۱۰۰ ۱۲۳۴', '021-91001234', '۰۲۱ ۹۱۰۰ ۱۲۳۴'])(
    'reads the phone %s, with or without the number of the country',
    (phone) => {
      expect(parseBusiness({ ...example, phone })).toMatchObject({ ok: true, business: { phone: '02191001234' } })
    },
  )

  it.each<[string, object, string[]]>([
    ['a field that is not known', { discount: 1 }, ['the file']],
    ['a name with a phone in it', { name: 'پیک 09121234567' }, ['name']],
    ['a name that is too long', { name: 'پ'.repeat(41) }, ['name']],
    ['a name of marks that draw nothing', { name: '\u200c\u200f' }, ['name', 'name']],
    ['a phone of no country', { phone: '12' }, ['phone']],
    ['a support address that is no https', { support: 'http://badpa.example' }, ['support']],
    ['a city by its Persian name', { area: { pickup: ['تهران'], dropoff: 'all' } }, ['area.pickup[0]']],
    ['an area of nothing', { area: { pickup: [], dropoff: 'all' } }, ['area.pickup']],
    ['a missing day', { hours: { ...example.hours, friday: undefined } }, ['hours.friday']],
    [
      'an hour of no clock',
      { hours: { ...example.hours, friday: ['08:00-22:00', '25:00-26:00'] } },
      ['hours.friday[1]'],
    ],
    ['spans that overlap', { hours: { ...example.hours, friday: ['08:00-12:00', '11:00-13:00'] } }, ['hours.friday']],
    ['a day that no calendar has', { closedDays: ['1405-01-01', '1405-07-31'] }, ['closedDays[1]']],
    ['a pause without an end that is said', { pause: { reason: 'تعطیل', booking: false } }, ['pause.until']],
    ['a pause until no time', { pause: { reason: 'تعطیل', until: 'فردا', booking: false } }, ['pause.until']],
    [
      'a service that is neither on nor off',
      { services: { ...example.services, post_vijeh: 'yes' } },
      ['services.post_vijeh'],
    ],
    [
      'windows that overlap',
      { pickup: { post_vijeh: { ...example.pickup.post_vijeh, windows: ['09:00-12:00', '11:00-13:00'] } } },
      ['pickup.post_vijeh.windows'],
    ],
    [
      'a promise of no clock',
      { pickup: { post_vijeh: { ...example.pickup.post_vijeh, promise: { workingDays: 1, by: '25:00' } } } },
      ['pickup.post_vijeh.promise'],
    ],
    ['windows of a service that is not known', { pickup: { drone: example.pickup.post_vijeh } }, ['pickup']],
    ['nothing on', { services: Object.fromEntries(services.map((name) => [name, false])) }, ['services']],
    [
      'a service without prices',
      { tariff: { ...sample, services: sample.services.slice(1) } },
      ['services.city_express'],
    ],
    ['a sum of nothing that is paid', { maximumLiability: 0 }, ['maximumLiability']],
    ['a sum in words', { maximumLiability: '۱۰ میلیون' }, ['maximumLiability']],
    ['half a toman', { maximumLiability: 1.5 }, ['maximumLiability']],
    [
      'a company without a word on why',
      { processors: [{ name: 'میزبان', receives: 'همه چیز' }] },
      ['processors[0].why'],
    ],
    ['companies in one sentence', { processors: 'میزبان' }, ['processors']],
    ['prices of another word', { tariff: 'none' }, ['tariff']],
    ['a price below nothing', { tariff: { ...sample, taxPercent: -1 } }, ['tariff.taxPercent']],
    ['two faults at once', { phone: '1', bookingWhileClosed: 'x' }, ['phone', 'bookingWhileClosed']],
  ])('names %s by its path', (_, change, paths) => {
    expect(faults(change)).toEqual(paths)
  })

  it('takes a file of a version that named no sum for a loss and no other companies', () => {
    const { maximumLiability: _, processors: _p, ...earlier } = example
    expect(parseBusiness(earlier)).toMatchObject({ ok: true, business: { maximumLiability: null, processors: null } })
  })

  it.each([null, 1, 'x', [], {}])('refuses %j', (data) => {
    expect(parseBusiness(data).ok).toBe(false)
  })
})

const at = new Date('2026-11-29T09:00:00Z')

function memory(rows: { number: number; data: Record<string, unknown> }[] = []) {
  return {
    rows,
    newest: async (limit: number) => rows.toReversed().slice(0, limit),
    written: async (number: number) => rows.find((row) => row.number === number) ?? null,
    add: async (data: Record<string, unknown>) => rows.push({ number: rows.length + 1, data }),
  }
}

describe('versions', () => {
  it('begin with one that nobody wrote', async () => {
    expect(await currentVersion(memory())).toEqual(unsetVersion)
  })

  it('hold the prices themselves, so that a later build with other samples changes none', async () => {
    const store = memory()
    expect(await writeVersion(store, example, at)).toEqual({ ok: true, number: 1 })
    expect(store.rows[0]?.data.tariff).toMatchObject({ name: sample.name, taxPercent: sample.taxPercent })
    expect(await currentVersion(store)).toMatchObject({ number: 1, business: { name: 'پیک بادپا' } })
  })

  it('are not added where the file has a fault', async () => {
    const store = memory()
    expect(await writeVersion(store, { ...example, phone: '1' }, at)).toMatchObject({ ok: false })
    expect(store.rows).toEqual([])
  })

  it('of a newer process that this one does not understand leave the one before in force', async () => {
    const store = memory([
      { number: 1, data: example },
      { number: 2, data: { ...example, name: 'پیک تازه', drones: true } },
    ])
    expect(readVersion({ number: 2, data: store.rows[1]?.data ?? {} })).toBeNull()
    expect((await currentVersion(store)).number).toBe(1)
  })
})

describe('the tariff of a version', () => {
  const read = (number: number, change: object): Version => {
    const parsed = parseBusiness({ ...example, ...change })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
    return { number, business: parsed.business }
  }

  it('has the prices of an earlier one under what is offered now', () => {
    const before = read(1, { tariff: { ...sample, taxPercent: 1 } })
    const now = read(2, {
      services: { ...example.services, post_vijeh: false },
      area: { pickup: ['qom'], dropoff: 'all' },
    })
    expect(tariffOf(now)).toMatchObject({ version: 2, taxPercent: 10, off: ['post_vijeh'] })
    expect(tariffOf(now, before)).toMatchObject({
      version: 1,
      taxPercent: 1,
      off: ['post_vijeh'],
      area: { pickup: ['qom'], dropoff: null },
    })
  })
})
