import 'server-only'
import { formatDateTime, formatDay } from '#lib/fa/date.ts'
import { figuresTexts, pageKindLabels, percentText, ratingLabels, spanText, tookText } from '#lib/fa/figures-texts.ts'
import {
  type Figures,
  type PageFigure,
  pageMetrics,
  percentOf,
  quantileOf,
  readFigures,
  wantedPercent,
} from '#lib/figures/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { StaffHere } from './session.ts'

/** How pages and process do; null: not for this role. */
export async function figuresView({ app, staff }: StaffHere) {
  const figures = await readFigures(app.figures, staff)
  if (figures.kind !== 'figures') return null
  const { business } = await app.business.shown()
  const { pages, availability, launches } = figures
  const isShown = pages.length > 0
  return {
    availability: [
      availabilityRow('۲۴ ساعت گذشته', availability.day, wantedPercent.day),
      availabilityRow('۷ روز گذشته', availability.week, wantedPercent.week),
    ],
    events: await eventRows(app),
    launches: launches.map(({ began, count, middleSeconds, slowSeconds }) => ({
      key: began.toISOString(),
      label: formatDay(began, app.clock()),
      cells: [toPersianDigits(count), tookText(middleSeconds), tookText(slowSeconds)],
    })),
    pages: pages.map(({ page, metrics }) => ({
      key: page,
      label: pageKindLabels[page],
      cells: pageMetrics.map((metric) => cell(metric, metrics[metric])),
    })),
    pagesNote: isShown || business.measurePages ? (isShown ? null : figuresTexts.none) : figuresTexts.off,
  }
}

type Available = Figures['availability']['day']

function availabilityRow(label: string, available: Available, wanted: number) {
  const asked = `خواستهٔ دیوار ${percentText(wanted)}`
  if (available === null) return { label, value: 'هنوز دقیقه‌ای شمرده نشده است', isLow: false, asked }
  const percent = percentOf(available)
  const missing = available.minutes - available.answered
  const lost = missing === 0 ? 'بی‌وقفه' : `${toPersianDigits(missing)} دقیقه بی‌پاسخ`
  const since = `از ${formatDateTime(available.since)}`
  return { label, value: `${percentText(percent)}، ${lost}، ${since}`, isLow: percent < wanted, asked }
}

const cell = (metric: (typeof pageMetrics)[number], figure: PageFigure | null) =>
  figure === null
    ? null
    : {
        span: spanText(metric, figure.threeQuarters),
        rating: figure.rating,
        said: `${ratingLabels[figure.rating]}، از ${toPersianDigits(figure.count)} بار`,
      }

async function eventRows(app: StaffHere['app']) {
  const lag = quantileOf(await app.measures.timedSince('event_lag'), 0.9)
  const readings = await app.readings()
  const end = readings.subscription_end_seconds?.[0]?.value ?? null
  const failing = readings.assistants?.find(({ of }) => of === 'failing')?.value ?? 0
  return [
    {
      label: 'دیر رسیدن رویدادها، نُه تا از ده تا',
      value: lag === null ? 'هنوز رویدادی نرسیده است' : lagText(lag),
    },
    { label: 'نزدیک‌ترین پایان اشتراک رویدادها', value: endText(end) },
    { label: 'دستیارهایی که تمدیدشان ناموفق بوده است', value: toPersianDigits(failing) },
  ]
}

const lagText = ({ above, upTo }: { above: number | null; upTo: number | null }) =>
  upTo === null ? `بیش از ${tookText(above ?? 0)}` : `حداکثر ${tookText(upTo)}`

function endText(seconds: number | null): string {
  if (seconds === null) return 'اشتراکی نیست'
  return seconds < 0 ? `${tookText(-seconds)} پیش پایان یافته است` : `${tookText(seconds).replace(/ه$/, 'هٔ')} دیگر`
}
