import { toPersianDigits } from '#lib/kernel/digits.ts'

export type Chart = { labels: string[]; series: { label: string; values: number[] }[] }

const size = { width: 720, height: 200, axis: 18, top: 14 }
const fills = ['fill-control', 'fill-brand', 'fill-amber']
const swatches = ['bg-control', 'bg-brand', 'bg-amber']

/**
 * Bars for each day beside one another, or upon one another, drawn on the server. Time goes as people read here, from the right.
 * What they say stands in the table under them.
 */
export function BarChart({ title, chart, isStacked = false }: { title: string; chart: Chart; isStacked?: boolean }) {
  const { labels, series } = chart
  const most = Math.max(1, ...labels.map((_, day) => heightOf(series, day, isStacked)))
  const step = size.width / Math.max(1, labels.length)
  const scale = (size.height - size.axis - size.top) / most
  return (
    <figure className="space-y-2">
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1">
        <strong>{title}</strong>
        {series.map(({ label }, index) => (
          <span key={label} className="inline-flex items-center gap-1.5 text-sm">
            <span className={`inline-block h-3 w-3 rounded-sm ${swatches[index]}`} aria-hidden="true" />
            {label}
          </span>
        ))}
      </figcaption>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} className="w-full" role="img" aria-label={spoken(title, chart)}>
        <line x1={0} x2={size.width} y1={floor} y2={floor} className="stroke-line" />
        {series.map(({ label, values }, index) =>
          values.map((value, day) => {
            const below = isStacked ? series.slice(0, index).reduce((sum, one) => sum + (one.values[day] ?? 0), 0) : 0
            const width = (step * 0.8) / (isStacked ? 1 : series.length)
            const start = size.width - step * (day + 0.9) + (isStacked ? 0 : width * (series.length - 1 - index))
            const height = value * scale
            return value === 0 ? null : (
              <rect
                key={`${label} ${labels[day]}`}
                className={fills[index]}
                x={round(start)}
                y={round(floor - below * scale - height)}
                width={round(width)}
                height={round(height)}
              />
            )
          }),
        )}
        <text x={size.width} y={11} className="fill-muted text-xs" textAnchor="start">
          {toPersianDigits(most)}
        </text>
        {shownDays(labels.length).map((day) => (
          <text
            key={labels[day]}
            x={round(size.width - step * (day + 0.5))}
            y={size.height - 3}
            className="fill-muted text-xs"
            textAnchor={day === 0 ? 'start' : day === labels.length - 1 ? 'end' : 'middle'}
          >
            {labels[day]}
          </text>
        ))}
      </svg>
    </figure>
  )
}

const floor = size.height - size.axis
const round = (value: number) => Math.round(value * 10) / 10

const heightOf = (series: Chart['series'], day: number, isStacked: boolean): number => {
  const values = series.map((one) => one.values[day] ?? 0)
  return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values)
}

/** The first, the middle and the last, as far as these are three. */
const shownDays = (count: number) => [...new Set([0, Math.floor((count - 1) / 2), count - 1])].filter((day) => day >= 0)

/** The sums: each day stands in the table. */
const spoken = (title: string, { series }: Chart) =>
  `${title}: ${series.map(({ label, values }) => `${label} ${toPersianDigits(values.reduce((sum, value) => sum + value, 0))}`).join('، ')}`
