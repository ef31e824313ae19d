import type { Query } from '#lib/checks/database-checks.ts'

/** Rows as the app leaves them, some so many minutes ago: what the doctor looks for. */
export function rowsIn(run: Query, now: Date) {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()
  return {
    before,

    message: async (state: string, minutes: number, position = 1) =>
      await run(`insert into outbox
        (id, channel, subject, subject_id, kind, occurrence, position, conversation_id, sender_side, text, state, attempts, due_at,
         first_queued_at, claimed_until, at)
        values ('m-${position}', 'chat_messages', 'shipment', 'sh', 'proposal', ${position}, ${position}, 'c', 'SUPPLY', '', '${state}', 0,
         '${before(minutes)}', '${before(minutes)}', '${before(minutes)}', '${before(minutes)}')`),

    order: async (state: string, minutes: number, reason: string | null = null) =>
      await run(`insert into outbox
        (id, channel, subject_id, kind, position, at, state, due_at, first_queued_at, claimed_until, last_reason)
        values ('o', 'carrier_orders', 'sh', 'shipment.accepted', 1, '${before(minutes)}', '${state}', '${before(minutes)}',
         '${before(minutes)}', '${before(minutes)}', ${reason === null ? 'null' : `'${reason}'`})`),

    /** Days since they came, and since an admin confirmed their role. */
    member: async (id: string, role: string, state: string, days: { created: number; reviewed?: number }) => {
      const on = (count: number) => `'${before(count * 24 * 60)}'`
      const reviewed = days.reviewed === undefined ? 'null' : on(days.reviewed)
      await run(`insert into staff (id, sealed_name, role, state, created_at, unused_since, reviewed_at)
        values ('${id}', 's', '${role}', '${state}', ${on(days.created)}, ${on(days.created)}, ${reviewed})`)
    },

    /** Without a step for so many days. */
    shipment: async (state: string, days: number) =>
      await run(`insert into shipments
        (id, tracking_code, conversation_id, proposer_side, state, parcel, service, payer, quote, price_limit_toman,
         announced, created_at, updated_at)
        values ('sh', 'sh', 'c', 'DEMAND', '${state}', '{}', 's', 'buyer', '{}', 1, true, '${before(days * 24 * 60)}',
         '${before(days * 24 * 60)}')`),

    /** Minutes until its subscription dies, and until it is to be renewed. */
    assistant: async (own: { dies: number | null; renewed: number; turnedOn?: number }) =>
      await run(`insert into assistants
        (id, divar_user_id, post_token, state, quiet_from, quiet_to, daily_cap, turned_on_at, subscribed_until, renew_at,
         created_at, updated_at)
        values ('a', 'u', 'p', 'on', 0, 0, 1, '${before(own.turnedOn ?? 100)}',
         ${own.dies === null ? 'null' : `'${before(-own.dies)}'`}, '${before(-own.renewed)}', '${before(100)}',
         '${before(100)}')`),

    /** `sealed`: a value that a key of the settings sealed. */
    text: async (sealed: string, arrived: number, over: number, handled = false) =>
      await run(`insert into event_texts
        (id, kind, assistant_id, conversation_id, sealed, received_at, expires_at, handled_at)
        values ('t', 'post', 'a', 'c', '${sealed}', '${before(arrived)}', '${before(over)}',
         ${handled ? `'${before(arrived)}'` : 'null'})`),

    /** A launch that named this user, on a side where Ali consented. */
    launch: async (launchUser: string, version = 2) => {
      await run(`insert into tickets
        (ticket_hash, seat_id, conversation_id, side, hints, launch_user_id, launch_version, created_at, expires_at)
        values ('t', 's', 'c', 'DEMAND', '{}', '${launchUser}', ${version}, '${before(9)}', '${before(7)}')`)
      await run(`insert into parties (conversation_id, side, divar_user_id, bound_at)
        values ('c', 'DEMAND', 'ali', '${before(1)}')`)
    },

    draft: async (id: string, sealedAddress: string) =>
      await run(`insert into drafts
        (id, seat_id, conversation_id, side, tracking_code, choices, sealed_address, created_at, updated_at, due_at)
        values ('${id}', '${id}', 'c', 'DEMAND', '${id}', '{}', '${sealedAddress}', now(), now(), now())`),
  }
}
