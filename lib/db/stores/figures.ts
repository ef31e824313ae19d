import { gte, lt, sql, sum } from 'drizzle-orm'
import type { FiguresStore, LaunchDay } from '#lib/figures/index.ts'
import type { Db } from '../client.ts'
import { answeredMinutes, pageFigures } from '../schema/figures.ts'

/** What is counted of pages, of the process, and of launches. */
export function figuresStore(db: Db): FiguresStore {
  return {
    async countPage(dayBegan, page, buckets) {
      if (buckets.length === 0) return
      // In one order: of two at once none waits for the other.
      const rows = [...buckets].sort((one, other) => (one.metric < other.metric ? -1 : 1))
      const { dayBegan: day, page: kind, metric, bucket, count } = pageFigures
      await db
        .insert(pageFigures)
        .values(rows.map((row) => ({ ...row, dayBegan, page, count: 1 })))
        .onConflictDoUpdate({ target: [day, kind, metric, bucket], set: { count: sql`${count} + 1` } })
    },
    async pageCounts(since) {
      const { page, metric, bucket, count } = pageFigures
      return await db
        .select({ page, metric, bucket, count: sum(count).mapWith(Number) })
        .from(pageFigures)
        .where(gte(pageFigures.dayBegan, since))
        .groupBy(page, metric, bucket)
    },
    async noteMinute(minute) {
      await db.insert(answeredMinutes).values({ minute }).onConflictDoNothing()
    },
    async minutes({ from, to }) {
      const { minute } = answeredMinutes
      const [row] = await db
        .select({
          first: sql<Date | null>`min(${minute})`.mapWith(minute),
          answered: sql`count(*) filter (where ${gte(minute, from)})`.mapWith(Number),
        })
        .from(answeredMinutes)
        .where(lt(minute, to))
      return row ?? { first: null, answered: 0 }
    },
    async launches(starts) {
      return (await db.execute<LaunchDay>(launches(starts))).rows
    },
  }
}

/**
 * By the day of the booking, which reports look for by an index. Of several messages of one shipment the first proposal's is the
 * outcome that a launch led to.
 */
function launches(starts: readonly Date[]) {
  const [first, last] = [starts[0], starts.at(-1)].map((moment) => sql`${moment?.toISOString()}::timestamptz`)
  const begins = sql`${`{${starts
    .slice(0, -1)
    .map((moment) => moment.toISOString())
    .join(',')}}`}::timestamptz[]`
  return sql`
    select (width_bucket(step.at, ${begins}) - 1)::int as day, count(*)::int as count,
      percentile_disc(0.5) within group (order by took.seconds) as "middleSeconds",
      percentile_disc(0.9) within group (order by took.seconds) as "slowSeconds"
    from shipment_steps step
    join shipments shipment on shipment.id = step.shipment_id
    join outbox message on message.subject_id = shipment.id and message.channel = 'chat_messages'
      and message.kind = 'proposal' and message.occurrence = 1
    cross join lateral (
      select extract(epoch from message.sent_at - shipment.launched_at)::float8 as seconds
    ) took
    where step.event = 'propose' and step.number = 1 and step.at >= ${first} and step.at < ${last}
      and took.seconds >= 0
    group by day
    order by day`
}
