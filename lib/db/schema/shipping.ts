import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Side } from '#lib/kernel/side.ts'
import type { DraftChoices, Shipment, ShipmentState, ShipmentStep, StepAuthor } from '#lib/shipping/index.ts'
import { moment } from '../columns.ts'
import type { StoredQuote } from '../stores/stored-quote.ts'
import { writtenOut } from '../written-out.ts'

/** While a shipment is in one of these, its conversation has no room for another. */
export const openStates = ['proposed', 'accepted', 'assigned', 'picked_up', 'delivery_failed'] satisfies ShipmentState[]

/** Written out, as a partial index needs it: with parameters the planner does not know it again. */
export const isIn = (states: readonly ShipmentState[]) => sql`state in ${writtenOut(states)}`

/** Accepted, and not over. */
export const isOnTheWay = isIn(openStates.filter((state) => state !== 'proposed'))

/** The steps that reports count, written out likewise; `table`: what the steps are called in a statement. */
export const isReported = (table?: string) =>
  sql.raw(`${table ? `${table}.` : ''}event in ('propose', 'accept', 'pick_up', 'deliver', 'fail')`)

/** What a shipment comes by in the queue of the desk: without a promise, last. */
export const promiseOrder = sql.raw(`(coalesce(promised_at, 'infinity'::timestamptz))`)

export const drafts = pgTable(
  'drafts',
  {
    id: text('id').primaryKey(),
    seatId: text('seat_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    /** The session and the Divar user that typed the personal part: anyone who is neither may not see it. */
    typedBySessionId: text('typed_by_session_id'),
    typedByDivarUserId: text('typed_by_divar_user_id'),
    trackingCode: text('tracking_code').notNull(),
    /** Everything chosen that names nobody. */
    choices: jsonb('choices').$type<DraftChoices>().notNull(),
    sealedAddress: text('sealed_address'),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    dueAt: moment('due_at').notNull(),
  },
  (table) => [
    uniqueIndex('drafts_seat').on(table.seatId),
    index('drafts_conversation').on(table.conversationId, table.side),
    index('drafts_due_at').on(table.dueAt),
    index('drafts_updated_at').on(table.updatedAt),
  ],
)

export const shipments = pgTable(
  'shipments',
  {
    id: text('id').primaryKey(),
    trackingCode: text('tracking_code').notNull().unique(),
    conversationId: text('conversation_id').notNull(),
    postToken: text('post_token'),
    itemTitle: text('item_title'),
    proposerSide: text('proposer_side').$type<Side>().notNull(),
    state: text('state').$type<ShipmentState>().notNull(),
    parcel: jsonb('parcel').$type<Shipment['parcel']>().notNull(),
    service: text('service').$type<Shipment['service']>().notNull(),
    payer: text('payer').$type<Shipment['payer']>().notNull(),
    quote: jsonb('quote').$type<StoredQuote>().notNull(),
    priceLimitToman: integer('price_limit_toman').notNull(),
    /** Null: nothing was declared. */
    declaredValueToman: bigint('declared_value_toman', { mode: 'number' }),
    pickupCity: text('pickup_city'),
    pickupDistrict: text('pickup_district'),
    dropoffCity: text('dropoff_city'),
    dropoffDistrict: text('dropoff_district'),
    /** When the courier comes to the seller, and by when the parcel is delivered: agreed to with the acceptance. */
    pickupFrom: moment('pickup_from'),
    pickupTo: moment('pickup_to'),
    promisedAt: moment('promised_at'),
    /** Why the carrier moved that last. */
    delayReason: text('delay_reason').$type<Shipment['delayReason']>(),
    /** Whom of its couriers the business sends. */
    courierId: text('courier_id'),
    announced: boolean('announced').notNull(),
    /** The permission of the proposer's side, and of the other side: whichever lives lets a message out. */
    grantId: text('grant_id'),
    otherGrantId: text('other_grant_id'),
    /** Why it was rejected or cancelled. */
    reason: text('reason').$type<NonNullable<Shipment['reason']>>(),
    /** Of which the handover codes are made, and how many wrong ones came: `lib/db/stores/handovers.ts` alone reads them. */
    sealedHandoverKey: text('sealed_handover_key'),
    codeTries: integer('code_tries').notNull().default(0),
    /** First name and vehicle of the courier: `lib/db/stores/couriers.ts` alone reads it. */
    sealedCourier: text('sealed_courier'),
    /** When Divar opened Peyk for the proposer; null: of a version before. `lib/db/stores/note-launch.ts` writes it. */
    launchedAt: moment('launched_at'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** When the clock acts next: a proposal expires. */
    dueAt: moment('due_at'),
    /** When the other side is to be reminded of a proposal; null once that is settled. */
    remindAt: moment('remind_at'),
    endedAt: moment('ended_at'),
    /** Its addresses went, a while after its end. */
    isEmptied: boolean('is_emptied').notNull().default(false),
  },
  (table) => [
    uniqueIndex('shipments_one_open').on(table.conversationId).where(isIn(openStates)),
    index('shipments_due_at').on(table.dueAt).where(sql`${table.dueAt} is not null`),
    index('shipments_remind_at').on(table.remindAt).where(sql`${table.remindAt} is not null`),
    index('shipments_ended_at').on(table.endedAt).where(sql`${table.endedAt} is not null`),
    index('shipments_with_trace').on(table.endedAt).where(sql`${table.conversationId} <> ''`),
    index('shipments_not_emptied').on(table.state, table.endedAt).where(sql`not ${table.isEmptied}`),
    index('shipments_on_the_way').on(table.updatedAt).where(isOnTheWay),
    index('shipments_queue').on(promiseOrder, table.id).where(isOnTheWay),
    index('shipments_queue_of_state').on(table.state, promiseOrder, table.id).where(isOnTheWay),
    index('shipments_of_courier').on(table.courierId, table.endedAt).where(sql`${table.courierId} is not null`),
    index('shipments_conversation').on(table.conversationId, table.createdAt),
  ],
)

export const shipmentAddresses = pgTable(
  'shipment_addresses',
  {
    shipmentId: text('shipment_id')
      .notNull()
      .references(() => shipments.id, { onDelete: 'cascade' }),
    side: text('side').$type<Side>().notNull(),
    typedBySessionId: text('typed_by_session_id').notNull(),
    typedByDivarUserId: text('typed_by_divar_user_id'),
    sealed: text('sealed').notNull(),
    /** Of the last four digits of the mobile, with the newest key: by it the desk finds them. Null: of a version before. */
    mobileDigest: text('mobile_digest'),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.side] }),
    index('shipment_addresses_mobile').on(table.mobileDigest),
  ],
)

export const shipmentSteps = pgTable(
  'shipment_steps',
  {
    shipmentId: text('shipment_id')
      .notNull()
      .references(() => shipments.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    event: text('event').$type<ShipmentStep['event']>().notNull(),
    state: text('state').$type<ShipmentState>().notNull(),
    by: text('by').$type<ShipmentStep['by']>().notNull(),
    at: moment('at').notNull(),
    /** Why a delivery failed, or why the carrier went on without a code. */
    reason: text('reason').$type<ShipmentStep['reason']>(),
    /** Through what the business took it, by whom, and as what they did; null: not somebody of its staff. */
    way: text('way').$type<StepAuthor['way']>(),
    staffId: text('staff_id'),
    staffRole: text('staff_role'),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.number] }),
    index('shipment_steps_reported').on(table.at).where(isReported()),
  ],
)

/** What the staff wrote down about a shipment for one another. The text is sealed. */
export const shipmentNotes = pgTable(
  'shipment_notes',
  {
    id: text('id').primaryKey(),
    shipmentId: text('shipment_id')
      .notNull()
      .references(() => shipments.id, { onDelete: 'cascade' }),
    staffId: text('staff_id').notNull(),
    /** What they did there then. */
    staffRole: text('staff_role').notNull(),
    sealedText: text('sealed_text').notNull(),
    /** Of the form that it came with: the same once more is none. */
    callId: text('call_id').notNull().unique('shipment_notes_call'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [index('shipment_notes_shipment').on(table.shipmentId, table.createdAt)],
)

/** What a side told the courier business. The text is sealed. */
export const shipmentProblems = pgTable(
  'shipment_problems',
  {
    id: text('id').primaryKey(),
    shipmentId: text('shipment_id')
      .notNull()
      .references(() => shipments.id, { onDelete: 'cascade' }),
    side: text('side').$type<Side>().notNull(),
    typedBySessionId: text('typed_by_session_id').notNull(),
    typedByDivarUserId: text('typed_by_divar_user_id'),
    sealedText: text('sealed_text').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [index('shipment_problems_shipment').on(table.shipmentId, table.side)],
)
