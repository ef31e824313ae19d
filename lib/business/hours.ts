import { z } from 'zod'
import { toLatinDigits } from '#lib/kernel/digits.ts'

/** Minutes from the midnight with which its day begins; `to` is above 1440 where it ends on the day after. */
export type Span = { from: number; to: number }

const dayMinutes = 24 * 60

/** A span such as `09:00-21:00`; `20:00-02:00` ends after midnight, `00:00-24:00` is a whole day. Null: it is none. */
export function parseSpan(text: string): Span | null {
  const found = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(toLatinDigits(text))
  if (!found) return null
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number)
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute]
  if (fromMinute > 59 || toMinute > 59 || from >= dayMinutes || to > dayMinutes || from === to) return null
  return { from, to: to > from ? to : to + dayMinutes }
}

/** Whether no two of a day's spans share a minute. */
export function areApart(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((a, b) => a.from - b.from)
  return sorted.every(({ from }, index) => from >= (sorted[index - 1]?.to ?? 0))
}

/** A span as the file has it. */
export const spanSchema = z.string().transform((text, context) => {
  const found = parseSpan(text)
  if (found) return found
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no span of hours: write "09:00-21:00", "20:00-02:00" over midnight, "00:00-24:00" for a whole day`,
  })
  return z.NEVER
})
