import type { Rows } from '../rows.ts'

/** How the shipments of a business spread over time, out of a hundred: open ones move, ended ones are erased step by step. */
const shares = { open: 1, addresses: 7, traces: 30 }

/**
 * Rows in place of shipments that have been there for up to a hundred days, all that hangs on them included, up to
 * `count` in all; what retention would have erased is left out. No message or event announces them.
 */
export async function grow(rows: Rows, model: string, from: number, to: number): Promise<void> {
  const numbered = `generate_series(${from}, ${to - 1}) i`
  const inFirst = (share: number) => `i % 100 < ${share}`
  // A number says where it stands: the lower its last two digits, the younger it is.
  const ended = `now() - interval '1 day' * (i % 100)`
  // Assistants that are on hang on sellers, not on what was shipped once: two hundred at each size.
  const isListening = '(i < 1000 and i % 5 = 0)'
  // However few there are, the carrier's list is full.
  const isOpen = `(i % 100 < ${shares.open} or i < 200)`
  const statements = [
    `insert into shipments select r.* from ${numbered}, shipments s, lateral jsonb_populate_record(s, jsonb_build_object(
       'id', 'grown-' || i, 'tracking_code', 'grown-' || i, 'due_at', null, 'remind_at', null,
       'conversation_id', case when ${inFirst(shares.traces)} or ${isOpen} then 'grown-' || i else '' end,
       'grant_id', case when ${inFirst(shares.traces)} then 'grown-' || i end,
       'state', case when ${isOpen} then 'accepted' else 'delivered' end,
       'created_at', ${ended} - interval '2 days',
       'updated_at', case when ${isOpen} then now() - interval '1 day' else ${ended} end,
       'is_emptied', not (${inFirst(shares.addresses)} or ${isOpen}),
       'ended_at', case when not ${isOpen} then ${ended} end)) r where s.id = '${model}'`,
    `insert into shipment_steps select r.* from ${numbered}, shipment_steps t, lateral jsonb_populate_record(t,
       jsonb_build_object('shipment_id', 'grown-' || i)) r where t.shipment_id = '${model}'`,
    `insert into shipment_addresses select r.* from ${numbered}, shipment_addresses a, lateral jsonb_populate_record(a,
       jsonb_build_object('shipment_id', 'grown-' || i)) r where a.shipment_id = '${model}'
       and (${inFirst(shares.addresses)} or ${isOpen})`,
    `insert into outbox (id, channel, subject, subject_id, kind, occurrence, position, conversation_id, sender_side, text,
         state, due_at, first_queued_at, sent_at, at)
       select 'grown-' || i || kind, 'chat_messages', 'shipment', 'grown-' || i, kind, 1, number, 'grown-' || i, 'DEMAND', repeat('متن ', 60),
         'sent', ${ended}, ${ended}, ${ended}, ${ended}
       from ${numbered}, (values ('proposal', 1), ('answer', 2), ('pickup', 3)) of (kind, number)
       where ${inFirst(shares.traces)}`,
    `insert into outbox (id, channel, subject_id, kind, position, at, state, due_at, first_queued_at, sent_at)
       select 'grown-order-' || i, 'carrier_orders', 'grown-' || i, 'shipment.accepted', 1, ${ended}, 'delivered', ${ended}, ${ended}, ${ended}
       from ${numbered} where ${inFirst(shares.traces)}`,
    `insert into grants (id, divar_user_id, conversation_id, side, scopes, sealed_tokens, expires_at, refreshed_at,
         created_at)
       select 'grown-' || i, 'grown-' || i, 'grown-' || i, 'DEMAND', '[]', repeat('x', 200), ${ended}, ${ended}, ${ended}
       from ${numbered} where ${inFirst(shares.traces)}`,
    `insert into parties (conversation_id, side, divar_user_id, bound_at) select 'grown-' || i, side, 'grown-' || i || side, ${ended}
       from ${numbered}, unnest(array['SUPPLY', 'DEMAND']) side where ${inFirst(shares.traces)}`,
    `insert into events (id, type, received_at) select 'grown-' || i, 'new_message', ${ended} from ${numbered} where ${inFirst(shares.addresses)}`,
    `insert into carrier_calls (id, received_at) select 'grown-' || i, now() - interval '20 hours' from ${numbered} where ${inFirst(1)}`,
    `insert into carrier_call_ids (id, about, received_at) select 'grown-' || i, repeat('x', 43), now() - interval '20 hours' from ${numbered} where ${inFirst(1)}`,
    `insert into rate_limits (key, points, expire) select 'grown-' || i, 1, now() + interval '1 hour' from ${numbered} where ${inFirst(1)}`,
    `insert into tickets select r.* from ${numbered}, (select * from tickets limit 1) t, lateral jsonb_populate_record(
       t::tickets, jsonb_build_object('ticket_hash', 'grown-' || i, 'expires_at', now() - interval '20 hours')) r
       where ${inFirst(1)}`,
    `insert into oauth_attempts (state_hash, session_id, scopes, sealed_cookies, created_at, expires_at)
       select 'grown-' || i, 'grown', '[]', '', now(), now() - interval '20 hours'
       from ${numbered} where ${inFirst(1)}`,
    // A session lives for minutes: as many as open Peyk in a quarter of an hour.
    `insert into sessions (id, created_at, last_active_at, expires_at) select 'grown-' || i, now(), now() + interval '1 hour', now() + interval '2 hours'
       from ${numbered} where i % 1000 = 0`,
    `insert into session_keys (sid_hash, session_id, created_at, valid_until) select 'grown-' || i, 'grown-' || i, now(), now() + interval '2 hours'
       from ${numbered} where i % 1000 = 0`,
    `insert into seats select r.* from ${numbered}, (select * from seats limit 1) t, lateral jsonb_populate_record(
       t::seats, jsonb_build_object('id', 'grown-' || i, 'session_id', 'grown-' || i, 'conversation_id', 'grown-' || i)) r
       where i % 1000 = 0`,
    `insert into assistants (id, divar_user_id, post_token, state, quiet_from, quiet_to, daily_cap, turned_on_at,
         subscribed_until, renew_at, created_at, updated_at)
       select 'grown-' || i, 'grown-' || i, 'grown-' || i, case when ${isListening} then 'on' else 'off' end, 0, 0, 50, now(),
         now() + interval '1 hour', now() + interval '1 hour', now(), now() from ${numbered} where ${inFirst(1)} or ${isListening}`,
    `insert into assistant_conversations (assistant_id, conversation_id, post_token, first_seen_at, last_event_at)
       select 'grown-' || i, 'grown-' || i || '-' || talk, 'grown-' || i, now(), now() - interval '1 day'
       from ${numbered}, generate_series(1, 3) talk where ${inFirst(1)}`,
    `insert into bot_conversations (conversation_id, updated_at) select 'grown-' || i, now() - interval '1 day'
       from ${numbered} where ${inFirst(2)}`,
    `insert into notices (shipment_id, side, divar_user_id, grant_id, created_at) select 'grown-' || i, 'DEMAND', 'grown-' || i, 'grown-' || i, now()
       from ${numbered} where ${inFirst(1)}`,
  ]
  // Neither triggers nor checks of keys: a million wake-ups would be told to nobody.
  await rows.query('alter system set autovacuum = off')
  await rows.query('select pg_reload_conf()')
  await rows.query('set session_replication_role = replica')
  for (const statement of statements) await rows.query(statement)
  await rows.query('set session_replication_role = origin')
  await rows.query('vacuum analyze')
  await rows.query('checkpoint')
}
