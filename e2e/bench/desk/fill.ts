import type { Stack } from '../../support/stack.ts'
import { newCode } from '../pages/shipments.ts'
import { openRows } from '../rows.ts'

/** Of a hundred open shipments, and how many ended beside them. */
const shares = { accepted: 50, assigned: 25, picked_up: 22, delivery_failed: 3 }
const endedPerOpen = 3

const cities = ['tehran', 'mashhad', 'isfahan', 'karaj', 'shiraz', 'tabriz', 'qom', 'ahvaz', 'rasht', 'yazd']
const services = ['city_express', 'city_same_day', 'post_vijeh', 'post_pishtaz']

/** Rows in place of `count` open shipments of a business and of those that ended in the last month; gives the codes of the open ones. */
export async function fillDesk(stack: Stack, model: string, couriers: string[], count: number): Promise<string[]> {
  const codes = [...new Set(Array.from({ length: count * (1 + endedPerOpen) }, newCode))]
  const rows = await openRows(stack)
  const made = codes.map((code, index) => (index < count ? open(code, index, couriers) : ended(code, index)))
  const given = `jsonb_array_elements($2::jsonb) one`
  try {
    for (let from = 0; from < made.length; from += 5_000) {
      const values = [model, JSON.stringify(made.slice(from, from + 5_000))]
      const statements = [
        `insert into shipments select r.* from ${given}, shipments s, lateral jsonb_populate_record(s, one) r
         where s.tracking_code = $1`,
        `insert into shipment_steps select r.* from ${given}, shipments s join shipment_steps t on t.shipment_id = s.id,
         lateral jsonb_populate_record(t, jsonb_build_object('shipment_id', one->>'id')) r where s.tracking_code = $1`,
        // Of each thousand one has the four digits of the model.
        `insert into shipment_addresses select r.* from ${given}, shipments s join shipment_addresses a on a.shipment_id = s.id,
         lateral jsonb_populate_record(a, jsonb_build_object('shipment_id', one->>'id', 'mobile_digest',
           case when (one->>'number')::int % 1000 = 0 then a.mobile_digest else md5(((one->>'number')::int % 10000)::text) end)) r
         where s.tracking_code = $1 and not (one->>'is_emptied')::boolean`,
      ]
      for (const statement of statements) await rows.query(statement, values)
    }
    // The server does it by itself within a minute; the embedded database has nobody who does.
    if (stack.env.DATABASE_URL) await rows.query('analyze')
  } finally {
    await rows.close()
  }
  return codes.slice(0, count)
}

const hourMs = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * hourMs).toISOString()

/** Columns that differ from the model's. */
function base(code: string, number: number) {
  const ends = { pickup_city: cities[number % cities.length], dropoff_city: cities[(number * 7) % cities.length] }
  const ids = { id: `desk-${number}`, tracking_code: code, conversation_id: `desk-${number}`, grant_id: null }
  return { ...ids, ...ends, number, pickup_district: null, dropoff_district: null, due_at: null, remind_at: null }
}

/** One of thirty is past its promise; one of a hundred was not heard of for days. */
function open(code: string, number: number, couriers: string[]) {
  const state = stateOf(number % 100)
  const promised_at = ago(number % 30 === 0 ? 1 + (number % 48) : -1 - (number % 96))
  const updated_at = ago(number % 100 === 50 ? 100 : (number % 20) + 1)
  const courier_id = state === 'accepted' ? null : (couriers[number % couriers.length] ?? null)
  const service = services[number % services.length]
  return { ...base(code, number), state, promised_at, updated_at, courier_id, service, is_emptied: false }
}

/** As retention leaves them. */
function ended(code: string, number: number) {
  const ended_at = ago(number % (24 * 29))
  const is_emptied = number % (24 * 29) > 24 * 7
  return {
    ...base(code, number),
    state: 'delivered',
    ended_at,
    updated_at: ended_at,
    promised_at: ended_at,
    is_emptied,
  }
}

function stateOf(place: number): string {
  let from = 0
  for (const [state, share] of Object.entries(shares)) {
    from += share
    if (place < from) return state
  }
  return 'accepted'
}
