import { sql } from 'drizzle-orm'
import { hasLiveGrant, type Seat } from '#lib/addon/access/index.ts'
import { accessWorld } from '#lib/addon/access/testing.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { seatStands } from '#lib/db/stores/seats.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Actor, Contact, ShippingTx } from '#lib/shipping/index.ts'
import { shippingWorld } from '#lib/shipping/testing.ts'
import { type EraseDeps, eraseDivarUser, eraseOwnData } from './erase-person.ts'
import { forgetPeykUser } from './forgetters.ts'

/** People at their seats, their shipments and what erases them, over one database and one clock. */
export function peykWorld(database: Database) {
  const { db } = database
  const shipping = shippingWorld(db)
  const { clock } = shipping
  const access = accessWorld(db, 'observe', clock)
  const isLive = async (grantId: string) => await hasLiveGrant(access.deps, { grantId })
  const within = (tx: Tx): ShippingTx => ({
    ...shipping.within(tx),
    seatStands: async (actor) => await seatStands(tx, actor),
  })
  const deps: EraseDeps = {
    access: access.deps,
    shipping: {
      ...shipping.deps,
      grants: { isLive },
      transaction: async (work) => await db.transaction(async (tx) => await work(within(tx))),
    },
    transaction: async (work) =>
      await db.transaction(
        async (tx) =>
          await work({
            access: accessStore(tx),
            shipping: within(tx),
            forgetUser: async (divarUserId, now) => await forgetPeykUser(tx, divarUserId, now),
          }),
      ),
  }
  return {
    deps,
    access: { ...access, deps: { ...access.deps, erase: async (id: string) => await eraseDivarUser(deps, id) } },
    shipping: { ...shipping, deps: deps.shipping },
    clock,
    erase: async (seat: Seat, seen: string) => await eraseOwnData(deps, seat, seen),
    dump: async () => await dump(database, deps.access.sealer),
  }
}

export const actorAt = ({ id, sessionId, conversationId, side, postToken, divarUserId, grantId }: Seat): Actor => ({
  seatId: id,
  sessionId,
  conversationId,
  side,
  postToken,
  divarUserId,
  grantId,
})

/** A seller and a buyer who both gave their permission, and what is known of each; `mark` keeps pairs apart. */
export async function twoPeople(
  { access, shipping }: Pick<ReturnType<typeof peykWorld>, 'access' | 'shipping'>,
  conversationId = 'conversation-1',
  mark = '',
) {
  const person = async (side: Side, called: string, contact: Contact) => {
    const name = `${called}${mark}`
    const { seat } = await access.arrive({ side, conversationId, userId: `launch-${name}` })
    const tokens = { accessToken: `access-${name}.`, refreshToken: `refresh-${name}.` }
    await access.granted(seat, `divar-${name}`, tokens)
    const bound = await access.seatOf(seat.id)
    const own = { ...contact, name: `${contact.name}${mark}`, line: `${contact.line}${mark}.` }
    shipping.typesAt(seat.id, own)
    await shipping.fill(actorAt(bound))
    const known = [`"${own.name}"`, own.line, `divar-${name}`, `launch-${name}`, ...Object.values(tokens)]
    const numbers = mark === '' ? [own.mobile, own.postalCode ?? ''] : []
    return { seat: bound, actor: actorAt(bound), contact: own, traces: [...known, ...numbers] }
  }
  return {
    buyer: await person('DEMAND', 'kiumars', {
      name: 'کیومرث یزدان‌پناه',
      mobile: '09127654381',
      line: 'خیابان شکوفهٔ پنجم، پلاک ۴۷',
      postalCode: '1985743616',
    }),
    seller: await person('SUPPLY', 'mahbanu', {
      name: 'ماه‌بانو افشین‌فر',
      mobile: '09359876541',
      line: 'بلوار آلالهٔ ششم، پلاک ۱۸',
      postalCode: '6814793255',
    }),
  }
}

/** Those of `traces` that stand in `text`. */
export const foundIn = (text: string, traces: string[]) => traces.filter((trace) => text.includes(trace))

const sealed = /eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/g

/** Every column of every row of every table as text, and what is sealed in them opened besides. */
export async function dump({ db }: Database, sealer: Sealer): Promise<string> {
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await db.execute<{ row: string }>(sql`select t::text as row from ${sql.raw(name)} t`)
    texts.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  const all = texts.join('\n')
  const opened = (all.match(sealed) ?? []).map(async (one) => JSON.stringify(await sealer.open(one)))
  return [all, ...(await Promise.all(opened))].join('\n')
}
