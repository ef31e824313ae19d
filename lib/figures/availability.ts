const minuteMs = 60_000

/** What Divar asks of an add-on, in percent: within a day, and within a week. */
export const wantedPercent = { day: 99.5, week: 99.8 } as const

/** Whole minutes: those of a span that are over, from the first one that anything is known of. */
export type MinuteSpan = { from: Date; to: Date }

export const minuteOf = (moment: Date): Date => new Date(Math.floor(moment.getTime() / minuteMs) * minuteMs)

/** The last `minutes` before the one that is running. */
export const lastMinutes = (now: Date, minutes: number): MinuteSpan => {
  const to = minuteOf(now)
  return { from: new Date(to.getTime() - minutes * minuteMs), to }
}

/** How many of the minutes were answered in. `since`: later than asked for where nothing is known of before. */
export type Availability = { since: Date; minutes: number; answered: number }

/**
 * Of a span, from the first minute that is known; null: none of it is over yet. `answered` are the minutes that were counted in
 * the span, each of which stands once.
 */
export function availabilityIn(
  { from, to }: MinuteSpan,
  known: { first: Date | null; answered: number },
): Availability | null {
  if (known.first === null || known.first >= to) return null
  const since = known.first > from ? known.first : from
  return { since, minutes: (to.getTime() - since.getTime()) / minuteMs, answered: known.answered }
}

/** In hundredths of a percent, rounded down: 100 only where no minute is missing. */
export const percentOf = ({ minutes, answered }: Availability): number =>
  Math.floor((answered * 10_000) / minutes) / 100
