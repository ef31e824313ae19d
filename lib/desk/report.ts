import { dayOfJalali } from '#lib/kernel/tehran.ts'
import { typedDay } from '#lib/kernel/typed.ts'
import type { FailureReason, Service } from '#lib/shipping/index.ts'

/** Days of Tehran, counted as `tehranTime` does; both belong to it. */
export type DayRange = { from: number; to: number }

/** The ranges that are one tap away. */
export const usualDays = [7, 30, 90] as const

export const maxReportDays = 366

export type RangeFault = 'unreadable' | 'backwards' | 'too_long'
export type ReadRange = { ok: true; range: DayRange } | { ok: false; faults: { from?: RangeFault; to?: RangeFault } }

type Query = Readonly<Record<string, string | undefined>>

/** Reads `days`, or `from` and `to` as Jalali dates in digits of any script: without them the last seven days with today. */
export function readRange({ days, from = '', to = '' }: Query, today: number): ReadRange {
  if (from.trim() === '' && to.trim() === '') {
    const count = usualDays.find((one) => String(one) === days) ?? usualDays[0]
    return { ok: true, range: { from: today - count + 1, to: today } }
  }
  const [first, last] = [readDay(from), to.trim() === '' ? today : readDay(to)]
  if (first === null || last === null) {
    return {
      ok: false,
      faults: {
        ...(first === null ? { from: 'unreadable' as const } : {}),
        ...(last === null ? { to: 'unreadable' as const } : {}),
      },
    }
  }
  if (first > last) return { ok: false, faults: { to: 'backwards' } }
  if (last - first >= maxReportDays) return { ok: false, faults: { from: 'too_long' } }
  return { ok: true, range: { from: first, to: last } }
}

/** `1405/9/1`, `۱۴۰۵-۰۹-۰۱` */
function readDay(text: string): number | null {
  const day = typedDay(text)
  return day === null ? null : dayOfJalali(day)
}

/** What is counted, in whole things and whole tomans. */
export const measures = [
  'proposed',
  'accepted',
  'delivered',
  /** Of what was delivered, what a time had been promised for, and what came by then. */
  'promised',
  'onTime',
  'failed',
  /** Fares as they were paid: by the seller with the parcel, by the buyer with its delivery. */
  'sellerToman',
  'buyerToman',
] as const

export type Sums = Record<(typeof measures)[number], number>

/** One service on one day, counted from 0 on from the first of the range. A row of nothing is left out. */
export type ReportRow = Sums & { day: number; service: Service }

/** Tries that failed: without a reason, where the carrier gave none. */
export type FailureRow = { day: number; service: Service; reason: FailureReason | null; count: number }

/** How long the first answer took to what people reported and asked, as far as that is still kept. */
export type Answers = {
  asked: number
  answered: number
  /** In seconds: of the middle one, and of the one that nine of ten were faster than; null: none was answered. */
  middleSeconds: number | null
  slowSeconds: number | null
}

export const noSums: Sums = {
  ...{ proposed: 0, accepted: 0, delivered: 0, promised: 0, onTime: 0, failed: 0 },
  ...{ sellerToman: 0, buyerToman: 0 },
}

export const sumOf = (rows: readonly Sums[]): Sums =>
  rows.reduce<Sums>((sums, row) => {
    const added = measures.map((measure) => [measure, sums[measure] + row[measure]])
    return Object.fromEntries(added) as Sums
  }, noSums)

/** A part in whole percent, never more than it is: 100 only where nothing is missing; null: of nothing. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part * 100) / whole)
