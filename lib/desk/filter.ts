import { carrierStates, type Service, type ShipmentState, services } from '#lib/shipping/index.ts'
import { type Cursor, parseCursor, writeCursor } from './cursor.ts'
import { type TabName, tabNames } from './tabs.ts'

/** What a page of the queue shows. Null: whatever. */
export type QueueFilter = {
  tab: TabName
  state: ShipmentState | null
  service: Service | null
  /** Of either end, as Divar's slug. */
  city: string | null
  late: boolean
  /** The courier's id. */
  courier: string | null
  after: Cursor | null
}

type Query = Readonly<Record<string, string | string[] | undefined>>

/** Reads a filter from the query of an address. What it does not know it leaves out: nobody's bookmark ends in a fault. */
export function parseFilter(query: Query): QueueFilter {
  const one = (name: string) => {
    const value = query[name]
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  const idOf = (text: string) => (/^[\w-]{1,64}$/.test(text) ? text : null)
  return {
    tab: tabNames.find((name) => name === one('tab')) ?? 'new',
    state: carrierStates.find((state) => state === one('state')) ?? null,
    service: services.find((service) => service === one('service')) ?? null,
    city: idOf(one('city')),
    late: one('late') === '1',
    courier: idOf(one('courier')),
    after: parseCursor(one('after')),
  }
}

/** The query of the address that shows this. */
export function writeFilter({ tab, state, service, city, late, courier, after }: QueueFilter): string {
  const fields = { tab, state, service, city, late: late ? '1' : null, courier, after: after && writeCursor(after) }
  const written = Object.entries(fields).filter((field): field is [string, string] => field[1] !== null)
  return new URLSearchParams(written).toString()
}
