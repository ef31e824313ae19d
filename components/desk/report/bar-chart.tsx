import { toPersianDigits } from '#lib/kernel/digits.ts'

export type Chart = { labels: string[]; series: { label: string; values: number[] }[] }

const tones = {
  control: { bar: 'fill-control', swatch: 'bg-control' },
  brand: { bar: 'fill-brand', swatch: 'bg-brand' },
  amber: { bar: 'fill-amber', swatch: 'bg-amber' },
  success: { bar: 'fill-success', swatch: 'bg-success' },
  danger: { bar: 'fill-danger', swatch: 'bg-danger' },
}

type BarChartProps = {
  title: string
  chart: Chart
  /** One for each series. */
  tones: (keyof typeof tones)[]
  /** Upon one another, not beside. */
  isStacked?: boolean
}

/** In fields of no size: as wide and high as there is room. */
const size = { width: 1000, height: 100 }

/**
 * Bars for each day, drawn on the server; nothing where there is none to draw. Time goes as people read here, from the right. What
 * they say stands in the table under them.
 */
export function BarChart({ title, chart, tones: chosen, isStacked = false }: BarChartProps) {
  const { labels, series } = chart
  const most = Math.max(0, ...labels.map((_, day) => heightOf(series, day, isStacked)))
  if (most === 0) return null
  const looks = series.map((_, index) => tones[chosen[index] ?? 'control'])
  return (
    <figure className="space-y-1">
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1">
        <strong>{title}</strong>
        {series.map(({ label }, index) => (
          <span key={label} className="inline-flex items-center gap-1.5 text-sm">
            <span className={`inline-block h-3 w-3 rounded-sm ${looks[index]?.swatch}`} aria-hidden="true" />
            {label}
          </span>
        ))}
      </figcaption>
      <p className="text-xs text-muted" aria-hidden="true">
        {toPersianDigits(most)}
      </p>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
        className="h-40 w-full border-b border-line"
        role="img"
        aria-label={spoken(title, chart)}
      >
        {barsOf(chart, most, isStacked).map(({ key, index, ...bar }) => (
          <rect key={key} className={looks[index]?.bar} {...bar} />
        ))}
      </svg>
      <p className="flex justify-between text-xs text-muted" aria-hidden="true">
        {shownDays(labels.length).map((day) => (
          <span key={labels[day]}>{labels[day]}</span>
        ))}
      </p>
    </figure>
  )
}

/** Four fifths of a day are bars. */
const filled = 0.8

function barsOf({ labels, series }: Chart, most: number, isStacked: boolean) {
  const step = size.width / labels.length
  const width = (step * filled) / (isStacked ? 1 : series.length)
  const scale = size.height / most
  return series.flatMap(({ label, values }, index) =>
    values.flatMap((value, day) => {
      if (value === 0) return []
      const below = isStacked ? series.slice(0, index).reduce((sum, one) => sum + (one.values[day] ?? 0), 0) : 0
      const start = step * (day + (1 - filled) / 2) + (isStacked ? 0 : width * index)
      return [
        {
          key: `${label} ${labels[day]}`,
          index,
          x: round(size.width - start - width),
          y: round(size.height - (below + value) * scale),
          width: round(width),
          height: round(value * scale),
        },
      ]
    }),
  )
}

const round = (value: number) => Math.round(value * 100) / 100

const heightOf = (series: Chart['series'], day: number, isStacked: boolean): number => {
  const values = series.map((one) => one.values[day] ?? 0)
  return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values)
}

/** The first, the middle and the last, as far as these are three. */
const shownDays = (count: number) => [...new Set([0, Math.floor((count - 1) / 2), count - 1])]

/** The sums: each day stands in the table. */
const spoken = (title: string, { series }: Chart) =>
  `${title}: ${series.map(({ label, values }) => `${label} ${toPersianDigits(values.reduce((sum, value) => sum + value, 0))}`).join('، ')}`
