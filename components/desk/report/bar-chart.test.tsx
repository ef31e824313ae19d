import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { BarChart, type Chart } from './bar-chart.tsx'

const drawn = (chart: Chart, isStacked: boolean) =>
  renderToStaticMarkup(<BarChart title="هر روز" chart={chart} tones={['brand', 'amber']} isStacked={isStacked} />)

const bars = (markup: string) =>
  [...markup.matchAll(/<rect[^>]*x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g)].map(([, ...numbers]) => {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number)
    return { x, y, width, height }
  })

const charts = fc
  .integer({ min: 1, max: 366 })
  .chain((days) =>
    fc.array(fc.array(fc.nat(10_000), { minLength: days, maxLength: days }), { minLength: 2, maxLength: 2 }),
  )
  .map((values) => ({
    labels: (values[0] ?? []).map((_, day) => `روز ${day}`),
    series: values.map((one, index) => ({ label: `رشتهٔ ${index}`, values: one })),
  }))

describe('a chart of bars', () => {
  it('has a bar for each value that is something, none of which leaves the chart', () => {
    fc.assert(
      fc.property(charts, fc.boolean(), (chart, isStacked) => {
        const found = bars(drawn(chart, isStacked))
        expect(found).toHaveLength(chart.series.flatMap(({ values }) => values).filter((value) => value > 0).length)
        for (const { x, y, width, height } of found) {
          expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(-0.02)
          expect(x + width).toBeLessThanOrEqual(1000.02)
          expect(y + height).toBeLessThanOrEqual(100.02)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('goes from the right, and says its sums to those who do not see it', () => {
    const chart = {
      labels: ['شنبه', 'یکشنبه'],
      series: [
        { label: 'پذیرفته', values: [1, 2] },
        { label: 'تحویل‌شده', values: [0, 3] },
      ],
    }
    const [first, second] = bars(drawn(chart, false))
    expect(first?.x).toBeGreaterThan(second?.x ?? 0)
    expect(drawn(chart, false)).toContain('aria-label="هر روز: پذیرفته ۳، تحویل‌شده ۳"')
  })

  it('is not there where there is nothing to draw', () => {
    expect(drawn({ labels: ['شنبه'], series: [{ label: 'پذیرفته', values: [0] }] }, true)).toBe('')
  })
})
