import { type Check, counted, good, note, type Query, skipped, wrong } from '#lib/checks/index.ts'
import { carrierStates, silence } from '#lib/shipping/index.ts'
import { staffLooks } from './staff-looks.ts'

export type WorkPlace = {
  /** The app's own clock decides what is late. */
  now: Date
  /** No app can be at these rows, so that what waits is no fault yet. */
  isStopped: boolean
  /** Whether there is somebody to take orders. */
  hasCarrier: boolean
  launchUserId: 'observe' | 'enforce'
}

type Found = { count: number; of: number; minutes: number | null }

/** What is looked for in one table, and what a number above zero means. */
export type Look = {
  name: string
  table: string
  /** Gives `count`; where it is told, `of` how many, and `since`, the earliest. */
  select: string
  well: (found: Found) => string
  says: (found: Found) => string
  /** Null: worth knowing, and nothing to do. */
  remedy: string | null
  kind: (name: string, sentence: string, remedy: string) => Check
}

const worker = 'Start Peyk, with WORKER=on in one process at least'
/** An order that was given up is worth saying so long: nothing tells that somebody has looked after it. */
const deadDays = 7

/** PostgreSQL's own words for a moment, and for the first row that an earlier one of its kind holds up no more. */
function looks({ now, isStopped, hasCarrier, launchUserId }: WorkPlace): Look[] {
  const at = `timestamptz '${now.toISOString()}'`
  const late = `${at} - interval '15 minutes'`
  const waiting = isStopped ? note : wrong
  const since = (column: string) => `${column} as since`
  // One that waits for the one before it is not late.
  const lateOf = (channel: string) => `
    select count(*)::int as count, ${since('min(coalesce(claimed_until, due_at))')} from outbox o where channel = '${channel}'
      and ((state = 'sending' and claimed_until < ${late}) or (state = 'queued' and due_at < ${late}
        and not exists (select 1 from outbox e where e.channel = o.channel and e.order_key = o.order_key
          and e.position < o.position and e.state in ('queued', 'sending'))))`
  return [
    {
      name: 'work.messages',
      table: 'outbox',
      select: lateOf('chat_messages'),
      well: () => 'No chat message waits longer than it should.',
      says: ({ count, minutes }) =>
        `${counted(count, 'chat message')} should have left ${spanOf(minutes)} ago, and nobody sends.`,
      remedy: `${worker}; where one runs, see what its log says of "chat message" and "divar_call".`,
      kind: waiting,
    },
    {
      name: 'work.unconfirmed',
      table: 'outbox',
      select: "select count(*)::int as count from outbox where channel = 'chat_messages' and state = 'unconfirmed'",
      well: () => 'Of every chat message it is known whether it arrived.',
      says: ({ count }) =>
        `Of ${counted(count, 'chat message')} nobody knows whether they arrived: the people on their pages are asked.`,
      remedy: null,
      kind: note,
    },
    {
      name: 'work.orders',
      table: 'outbox',
      // What the carrier itself refused for good, and what was erased before it left, is as it should be.
      select: `select count(*)::int as count from outbox where channel = 'carrier_orders' and state = 'dead'
        and coalesce(last_reason, '') not in ('gone', 'nothing_left')
        and first_queued_at > ${at} - interval '${deadDays} days'`,
      well: () => `No order for the carrier was given up in the last ${deadDays} days.`,
      says: ({ count }) =>
        `${counted(count, 'order')} for the carrier ${count === 1 ? 'was' : 'were'} given up in the last ${deadDays} days${hasCarrier ? '' : ': no carrier is set'}.`,
      remedy: hasCarrier
        ? 'See CARRIER_WEBHOOK_URL and the carrier\'s system; it takes over what it missed ("Recovery" in lib/carrier/README.md).'
        : 'Invite somebody to the desk (npm run staff), or set CARRIER_KEYS and CARRIER_WEBHOOK_URL ("Recovery" in lib/carrier/README.md).',
      kind: hasCarrier ? wrong : note,
    },
    {
      name: 'work.late_orders',
      table: 'outbox',
      select: lateOf('carrier_orders'),
      well: () => 'No order for the carrier waits longer than it should.',
      says: ({ count, minutes }) =>
        `${counted(count, 'order')} for the carrier should have left ${spanOf(minutes)} ago, and nobody sends.`,
      remedy: `${worker}; where one runs, see what its log says of "carrier_order".`,
      kind: waiting,
    },
    {
      name: 'work.silent_shipments',
      table: 'shipments',
      select: `select count(*)::int as count, ${since('min(updated_at)')} from shipments
        where state in (${carrierStates.map((state) => `'${state}'`).join(', ')})
          and updated_at < ${at} - interval '${silence.worthALookDays} days'`,
      well: () =>
        `Of every shipment on its way the carrier has told something in the last ${silence.worthALookDays} days.`,
      says: ({ count, minutes }) =>
        `Of ${counted(count, 'shipment')} on the way the carrier has told nothing for ${silence.worthALookDays} days or more, the longest for ${spanOf(minutes)}.`,
      remedy: `Ask the carrier what became of them: each of its steps is a call. After ${silence.lapsesDays} days the clock ends them and erases both addresses.`,
      kind: hasCarrier ? wrong : note,
    },
    {
      name: 'work.jobs',
      table: 'event_texts',
      select: `select count(*)::int as count, ${since('min(received_at)')} from event_texts
        where (handled_at is null and received_at < ${at} - interval '30 seconds')
          or expires_at < ${at} - interval '60 seconds'`,
      well: () => 'No message from Divar waits to be handled, and none is kept longer than its minute.',
      says: ({ count }) => `${counted(count, 'message')} from Divar lie unhandled: they may stay a minute at most.`,
      remedy: `${worker}: what is too old is taken away within seconds. See that the database is not at its limit.`,
      kind: waiting,
    },
    {
      name: 'work.keeper',
      table: 'assistants',
      select: `select count(*) filter (where renew_at < ${late} and coalesce(claimed_until < ${at}, true))::int as count,
        count(*)::int as of, ${since('min(renew_at)')} from assistants where state = 'on'`,
      well: ({ of }) => `The keeper is late with none of ${counted(of, 'subscription')}.`,
      says: ({ count, minutes }) =>
        `${counted(count, 'subscription')} should have been renewed ${spanOf(minutes)} ago: the keeper does not come by.`,
      remedy: `${worker}; where one runs, see what its log says of "sweep-assistants".`,
      kind: waiting,
    },
    {
      name: 'work.assistants',
      table: 'assistants',
      select: `select count(*) filter (where ${isDeaf(at)})::int as count, count(*)::int as of,
        ${since(`min(coalesce(subscribed_until, turned_on_at)) filter (where ${isDeaf(at)})`)}
        from assistants where state = 'on'`,
      well: ({ of }) => `Every assistant that is on hears what it should: ${of}.`,
      says: ({ count, of, minutes }) =>
        `${count} of ${counted(of, 'assistant')} hear nothing: the oldest subscription died ${spanOf(minutes)} ago.`,
      remedy:
        'See what the log says of "assistant_not_renewed", and that the API key may EVENTS_REGISTER_SUBSCRIPTION.',
      kind: waiting,
    },
    {
      name: 'work.launch_users',
      table: 'tickets',
      // A ticket is kept for a day after its end. What enforce refuses leaves none, or no party.
      select: `select count(*) filter (where t.launch_user_id <> p.divar_user_id)::int as count, count(*)::int as of
        from tickets t join parties p on p.conversation_id = t.conversation_id and p.side = t.side
        where t.launch_version = 2 and t.launch_user_id is not null`,
      well: ({ of }) =>
        `${counted(of, 'launch', 'launches')} of the last day could be compared with who consented: none by another Divar user.`,
      says: ({ count, of }) =>
        `${count} of ${counted(of, 'launch', 'launches')} of the last day named another Divar user than the one who consented on that side.`,
      remedy:
        launchUserId === 'observe'
          ? 'Leave DIVAR_LAUNCH_USER_ID at observe until it is known why: enforce would have refused these people.'
          : 'If people complain that they are refused, set DIVAR_LAUNCH_USER_ID=observe: the two ids may not be comparable.',
      kind: note,
    },
  ]
}

/** On, and Divar tells it nothing; one that has just been turned on is given time to subscribe. */
const isDeaf = (at: string) => `coalesce(subscribed_until < ${at}, turned_on_at < ${at} - interval '15 minutes')`

const spanOf = (minutes: number | null): string =>
  minutes === null || minutes < 120
    ? counted(Math.max(0, Math.round(minutes ?? 0)), 'minute')
    : minutes < 72 * 60
      ? counted(Math.round(minutes / 60), 'hour')
      : counted(Math.round(minutes / (24 * 60)), 'day')

/** What waits, stands still or was given up, as the database has it. */
export async function checkWork(query: Query, place: WorkPlace): Promise<Check[]> {
  const checks: Check[] = []
  for (const look of [...looks(place), ...staffLooks(place.now)]) {
    const [there] = await query(`select to_regclass('public.${look.table}') is not null as present`)
    checks.push(
      there?.present === true
        ? await outcome(query, look, place.now)
        : skipped(look.name, `${look.table} is not there yet.`),
    )
  }
  return checks
}

async function outcome(query: Query, look: Look, now: Date): Promise<Check> {
  const at = `timestamptz '${now.toISOString()}'`
  const [row] = await query(
    `select f.*, ${look.select.includes(' as since') ? `extract(epoch from ${at} - f.since)::float8 / 60` : 'null'} as minutes
     from (${look.select}) f`,
  )
  const minutes = row?.minutes === null || row?.minutes === undefined ? null : Number(row.minutes)
  const found = { count: Number(row?.count ?? 0), of: Number(row?.of ?? 0), minutes }
  if (found.count === 0) return good(look.name, look.well(found))
  return look.remedy === null ? good(look.name, look.says(found)) : look.kind(look.name, look.says(found), look.remedy)
}
