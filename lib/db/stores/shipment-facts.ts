import { sql } from 'drizzle-orm'
import { isAmong } from '../among.ts'
import type { Db } from '../client.ts'

export type ShipmentFacts = {
  shipmentId: string
  conversationId: string
  /** Whether one of its messages is on its way. */
  isMoving: boolean
  /**
   * All that a page may show of it, as one text that is the same in every process while nothing changed. Of sealed things
   * only that they are there.
   */
  facts: string
  /** What the receiving side's page alone shows beside them; its own text, so that the other side's stays the same. */
  received: string
  /** Whether a picture is on its way to the receiving side. */
  isBringing: boolean
  /** Whether a side has reported a problem. */
  hasReports: boolean
}

/** What open pages ask for again and again, of each code in the order asked: one statement. Null: no such shipment. */
export async function shipmentFacts(db: Db, trackingCodes: readonly string[]): Promise<(ShipmentFacts | null)[]> {
  const codes = [...new Set(trackingCodes)]
  // Times as numbers: as text they would follow the time zone of the connection.
  const { rows } = await db.execute<ShipmentFacts & { code: string }>(sql`
    select s.tracking_code as code, s.id as "shipmentId", s.conversation_id as "conversationId",
      exists (select from outbox m where m.channel = 'chat_messages' and m.order_key = 'shipment ' || s.id
        and m.state in ('queued', 'sending')) as "isMoving",
      jsonb_build_array(
      to_jsonb(s) - array['created_at', 'updated_at', 'due_at', 'remind_at', 'ended_at', 'pickup_from', 'pickup_to',
        'promised_at', 'sealed_handover_key', 'code_tries', 'sealed_courier', 'courier_id'], md5(s.sealed_courier),
      extract(epoch from s.due_at), extract(epoch from s.pickup_from), extract(epoch from s.pickup_to),
      extract(epoch from s.promised_at),
      (select jsonb_agg(a.side order by a.side) from shipment_addresses a where a.shipment_id = s.id),
      (select jsonb_agg(jsonb_build_array(t.state, t.by, extract(epoch from t.at), t.reason) order by t.number)
        from shipment_steps t where t.shipment_id = s.id),
      (select jsonb_agg(jsonb_build_array(m.kind, m.state) order by m.position)
        from outbox m where m.channel = 'chat_messages' and m.order_key = 'shipment ' || s.id),
      (select jsonb_agg(p.id order by p.created_at, p.id) from shipment_problems p where p.shipment_id = s.id),
      (select jsonb_agg(r.id order by r.created_at, r.id) from thread_replies r where r.shipment_id = s.id),
      (select jsonb_agg(o.state order by o.position) from outbox o where o.channel = 'carrier_orders' and o.order_key = s.id
        and o.kind in ('problem.reported', 'thread.replied'))
    )::text as facts,
      coalesce((select p.state || ' ' || coalesce(p.way, '') from outbox p where p.channel = 'proofs' and p.id = s.id), '') as "received",
      exists (select from outbox p where p.channel = 'proofs' and p.id = s.id and p.state in ('queued', 'sending')) as "isBringing",
      exists (select from shipment_problems p where p.shipment_id = s.id) as "hasReports"
    from shipments s where ${isAmong(sql`s.tracking_code`, codes)}`)
  const found = new Map(rows.map(({ code, ...facts }) => [code, facts]))
  return trackingCodes.map((code) => found.get(code) ?? null)
}
