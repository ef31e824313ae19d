import { type SQL, sql } from 'drizzle-orm'
import type { Answers, FailureRow, ReportRow, ReportStore } from '#lib/desk/index.ts'
import type { Db } from '../client.ts'
import { isReported } from '../schema/shipping.ts'

/** From the first of these moments on, and before the last. */
const within = (starts: readonly Date[]) => (at: string) => {
  const [first, last] = [starts[0], starts.at(-1)].map((moment) => sql`${moment?.toISOString()}::timestamptz`)
  return sql`(${sql.raw(at)} >= ${first} and ${sql.raw(at)} < ${last})`
}

/** The steps that a report counts, each with its day and its shipment. */
function steps(starts: readonly Date[]): SQL {
  // Where each day begins is said: no database then has an opinion of its own of Tehran's clock.
  const begins = sql`${`{${starts
    .slice(0, -1)
    .map((moment) => moment.toISOString())
    .join(',')}}`}::timestamptz[]`
  return sql`
    select (width_bucket(step.at, ${begins}) - 1)::int as day, shipment.service, shipment.payer, step.event, step.reason,
      step.at, shipment.promised_at, (shipment.quote->>'max')::float8 as toman,
      step.event = 'pick_up' and not exists (
        select from shipment_steps before
        where before.shipment_id = step.shipment_id and before.event = 'pick_up' and before.number < step.number
      ) as was_collected
    from shipment_steps step join shipments shipment on shipment.id = step.shipment_id
    where ${isReported('step')} and ${within(starts)('step.at')}`
}

type ReportLine = ReportRow & Pick<FailureRow, 'reason'> & { isOfReason: boolean }

/** Each day and service once, and once more for each reason of a try that failed there: read once, so that both agree. */
const lines = (starts: readonly Date[]) => sql`
  select day, service, grouping(event) = 0 as "isOfReason", reason,
    (count(*) filter (where event = 'propose'))::int as proposed,
    (count(*) filter (where event = 'accept'))::int as accepted,
    (count(*) filter (where event = 'deliver'))::int as delivered,
    (count(*) filter (where event = 'deliver' and promised_at is not null))::int as promised,
    (count(*) filter (where event = 'deliver' and at <= promised_at))::int as "onTime",
    (count(*) filter (where event = 'fail'))::int as failed,
    coalesce(sum(toman) filter (where payer = 'seller' and was_collected), 0)::float8 as "sellerToman",
    coalesce(sum(toman) filter (where payer <> 'seller' and event = 'deliver'), 0)::float8 as "buyerToman"
  from (${steps(starts)}) reported
  group by grouping sets ((day, service), (day, service, event, reason))
  having grouping(event) = 1 or event = 'fail'
  order by day, service, reason`

/** A question is one once the business was told of it. */
const answers = (starts: readonly Date[]) => sql`
  with asked as (
    select problem.created_at as at, (
      select min(created_at) from thread_replies where problem_id = problem.id and by = 'business'
    ) as answered_at
    from shipment_problems problem
    where ${within(starts)('problem.created_at')}
    union all
    select request.created_at, (
      select min(created_at) from thread_replies where support_id = request.id and by = 'business'
    )
    from support_requests request
    where ${within(starts)('request.created_at')} and exists (
      select from outbox where channel = 'carrier_orders' and subject_id = request.id and kind = 'support.asked'
    )
  ), waited as (select extract(epoch from answered_at - at)::float8 as seconds from asked)
  select count(*)::int as asked, count(seconds)::int as answered,
    percentile_cont(0.5) within group (order by seconds) as "middleSeconds",
    percentile_cont(0.9) within group (order by seconds) as "slowSeconds"
  from waited`

/** What the desk's reports count. */
export function reportStore(db: Db): ReportStore {
  return {
    async figures(starts) {
      const found = (await db.execute<ReportLine>(lines(starts))).rows
      const [answered] = (await db.execute<Answers>(answers(starts))).rows
      return {
        rows: found.flatMap(({ isOfReason, reason: _, ...row }) => (isOfReason ? [] : [row])),
        failures: found.flatMap(({ isOfReason, day, service, reason, failed }) =>
          isOfReason ? [{ day, service, reason, count: failed }] : [],
        ),
        answers: answered ?? { asked: 0, answered: 0, middleSeconds: null, slowSeconds: null },
      }
    },
  }
}
