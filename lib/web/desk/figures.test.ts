import { describe, expect, it } from 'vitest'
import { createPrometheus } from '#lib/adapters/prometheus.ts'
import type { FiguresStore } from '#lib/figures/index.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { peyk } from '#lib/peyk.ts'
import { figuresView } from './figures.ts'
import type { StaffHere } from './session.ts'

type Own = Partial<FiguresStore> & {
  measurePages?: boolean
  readings?: object
  lags?: number[]
  role?: string
}

async function view({ measurePages = true, readings = {}, lags = [], role = 'manager', ...store }: Own = {}) {
  const measures = createPrometheus(peyk)
  for (const seconds of lags) measures.observe('event_lag', seconds, {})
  const clock = fixedClock('2026-11-22T09:00:30Z')
  const app = {
    figures: {
      clock,
      store: {
        pageCounts: async () => [],
        minutes: async () => ({ first: null, answered: 0 }),
        launches: async () => [],
        ...store,
      },
    },
    clock,
    measures,
    readings: async () => readings,
    business: { shown: async () => ({ number: 1, business: { measurePages } }) },
  }
  return await figuresView({ app, staff: { role } } as unknown as StaffHere)
}

describe('the figures on the desk', () => {
  it('say of nothing that it is nothing', async () => {
    const shown = await view()
    expect(shown?.availability.map(({ value, isLow }) => [value, isLow])).toEqual([
      ['هنوز دقیقه‌ای شمرده نشده است', false],
      ['هنوز دقیقه‌ای شمرده نشده است', false],
    ])
    expect([shown?.pages, shown?.launches]).toEqual([[], []])
    expect(shown?.events.map(({ value }) => value)).toEqual(['هنوز رویدادی نرسیده است', 'اشتراکی نیست', '۰'])
    expect(shown?.pagesNote).toContain('هنوز مرورگری')
    expect((await view({ measurePages: false }))?.pagesNote).toContain('شمرده نمی‌شود')
  })

  it('hold what was available against what Divar asks for', async () => {
    const first = new Date('2026-01-01T00:00:00Z')
    const answeredOf = (missing: number) => async (span: { from: Date; to: Date }) => ({
      first,
      answered: (span.to.getTime() - span.from.getTime()) / 60_000 - missing,
    })
    const lows = async (missing: number) =>
      (await view({ minutes: answeredOf(missing) }))?.availability.map(({ isLow }) => isLow)
    // 0.5 percent of a day are 7.2 minutes, 0.2 percent of a week 20.16.
    expect([await lows(0), await lows(7), await lows(8), await lows(21)]).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, true],
    ])
    const [day] = (await view({ minutes: answeredOf(8) }))?.availability ?? []
    expect(day?.value).toMatch(/^۹۹٫۴۴٪، ۸ دقیقه بی‌پاسخ، از /)
  })

  it('keep counts in sight that were made before the business switched them off', async () => {
    const pageCounts = async () => [{ page: '/s/[seat]', metric: 'LCP', bucket: 4, count: 12 } as const]
    const shown = await view({ measurePages: false, pageCounts })
    expect(shown?.pagesNote).toBeNull()
    expect(shown?.pages).toEqual([
      {
        key: '/s/[seat]',
        label: 'صفحهٔ نخست',
        cells: [{ span: '۲ تا ۲٫۵ ثانیه', rating: 'good', said: 'خوب، از ۱۲ بار' }, null, null, null],
      },
    ])
  })

  it('say how late events came, when the next subscription ends, and that one has', async () => {
    const readings = (value: number) => ({
      subscription_end_seconds: [{ of: 'first', value }],
      assistants: [{ of: 'failing', value: 2 }],
    })
    const rows = async (value: number, lags: number[]) =>
      (await view({ readings: readings(value), lags }))?.events.map((row) => row.value)
    expect(await rows(2400, [0.2, 0.2, 8])).toEqual(['حداکثر ۱۰ ثانیه', '۴۰ دقیقهٔ دیگر', '۲'])
    expect(await rows(-61, [1e9])).toEqual(['بیش از ۶ ساعت', '۱ دقیقه و ۱ ثانیه پیش پایان یافته است', '۲'])
  })

  it('are not for a dispatcher', async () => {
    expect(await view({ role: 'dispatcher' })).toBeNull()
  })
})
