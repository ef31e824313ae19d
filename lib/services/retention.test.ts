import { getTableColumns, getTableName } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { erasureLimits, type RetentionRule } from '#lib/addon/retention/index.ts'
import { tables } from '#lib/db/tables.ts'
import { privacyAnswers, retentionTexts } from '#lib/fa/retention.ts'
import { type PeykRetentionItem, peyk } from '#lib/peyk.ts'

/**
 * Who or what each column could tell of a person, and which item of the retention table ends it. `nobody` says nothing of
 * a person: the add-on's own ids, what is sent and how far it goes, moments. A new column stands here before it is used.
 */
const nobody = null
const address: PeykRetentionItem[] = ['shipment_address', 'unfinished_shipment_address']
const trace: PeykRetentionItem[] = ['shipment_trace']
const talk: PeykRetentionItem[] = ['assistant_conversation']
const columns: Record<string, Record<string, PeykRetentionItem[] | null>> = {
  tickets: { '*': ['ticket'] },
  sessions: { '*': ['session'] },
  session_keys: { '*': ['session'] },
  seats: { '*': ['session'] },
  oauth_attempts: { '*': ['oauth_attempt'] },
  grants: { '*': ['grant'] },
  parties: { '*': ['grant'] },
  events: { '*': ['event_id'] },
  rate_limits: { '*': ['rate_limit'] },
  drafts: { '*': ['draft'] },
  shipment_addresses: { '*': address },
  // Why a try failed is one of a list: what the courier met, in no words of a person.
  shipment_steps: {
    shipment_id: nobody,
    number: nobody,
    event: nobody,
    state: nobody,
    by: nobody,
    at: nobody,
    reason: nobody,
    way: nobody,
    // Of an account of the business: without that row it leads to nobody.
    staff_id: nobody,
    staff_role: nobody,
  },
  shipments: {
    id: nobody,
    tracking_code: trace,
    conversation_id: trace,
    post_token: trace,
    item_title: trace,
    proposer_side: nobody,
    state: nobody,
    parcel: nobody,
    service: nobody,
    payer: nobody,
    quote: nobody,
    price_limit_toman: nobody,
    declared_value_toman: trace,
    pickup_city: nobody,
    pickup_district: trace,
    dropoff_city: nobody,
    dropoff_district: trace,
    pickup_from: nobody,
    pickup_to: nobody,
    promised_at: nobody,
    delay_reason: nobody,
    // Somebody of the business, by the id of their account.
    courier_id: trace,
    announced: nobody,
    grant_id: trace,
    other_grant_id: trace,
    reason: trace,
    sealed_handover_key: trace,
    code_tries: nobody,
    // Gone with the end, or with the addresses where a process of the version before wrote the end.
    sealed_courier: address,
    remind_at: nobody,
    launched_at: nobody,
    created_at: nobody,
    updated_at: nobody,
    due_at: nobody,
    ended_at: nobody,
    is_emptied: nobody,
  },
  outbox: { '*': [...trace, ...talk, 'bot_conversation', 'support_text', 'proof'] },
  // A company's name, phone and prices: no person's.
  business_versions: { '*': nobody },
  price_drafts: {
    id: nobody,
    revision: nobody,
    list: nobody,
    base: nobody,
    // Of an account of the business: without that row it leads to nobody.
    drafted_by: nobody,
    drafted_at: nobody,
    parcels: nobody,
  },
  assistants: { '*': ['assistant'] },
  assistant_posts: { '*': ['assistant'] },
  assistant_conversations: {
    assistant_id: talk,
    conversation_id: talk,
    post_token: talk,
    first_seen_at: talk,
    last_event_at: talk,
    seller_wrote_at: talk,
    asked_topic: talk,
    asked_city: talk,
    answer_due_at: talk,
    answered_at: talk,
    booked_at: talk,
    perhaps_at: talk,
    piece_topic: ['question_piece'],
    piece_topic_at: ['question_piece'],
    piece_city: ['question_piece'],
    piece_city_at: ['question_piece'],
  },
  event_texts: { '*': ['chat_text'] },
  session_users: { '*': ['session'] },
  bot_conversations: { '*': ['bot_conversation'] },
  xo_games: { '*': ['game'] },
  support_requests: { '*': ['support_text'] },
  notices: { '*': ['grant', 'shipment_trace'] },
  carrier_calls: { '*': ['carrier_call'] },
  carrier_call_ids: { '*': ['carrier_call'] },
  shipment_notes: { '*': ['shipment_note', 'shipment_trace'] },
  shipment_problems: { '*': ['problem_text', 'shipment_trace'] },
  // Ids of accounts, and of what they did and saw.
  courier_taps: { '*': trace },
  courier_sights: { '*': trace },
  staff: { '*': ['staff_account'] },
  // With the row of whose they are, by foreign keys.
  staff_passwords: { '*': ['staff_account'] },
  staff_passkeys: { '*': ['staff_account'] },
  staff_recovery_codes: { '*': ['staff_account'] },
  staff_invitations: { '*': ['staff_invitation', 'staff_account'] },
  staff_sessions: { '*': ['staff_session', 'staff_account'] },
  staff_challenges: { '*': ['staff_challenge'] },
  staff_audit: { '*': ['staff_audit'] },
  // Counts and minutes: nobody's, and not for ever.
  page_figures: { '*': ['page_figure'] },
  answered_minutes: { '*': ['answered_minute'] },
  // With the row that it answers, by a foreign key.
  thread_replies: { '*': ['problem_text', 'shipment_trace', 'support_text'] },
}

const retention = Object.entries<RetentionRule>(peyk.retention).map(([item, kept]) => ({
  ...kept,
  item: item as PeykRetentionItem,
}))

describe('the retention table', () => {
  it('contains the documented periods', () => {
    const day = 86_400
    expect(Object.fromEntries(retention.map(({ item, keptSeconds, after }) => [item, [keptSeconds, after]]))).toEqual({
      draft: [day, 'last_change'],
      shipment_address: [7 * day, 'end'],
      unfinished_shipment_address: [0, 'end'],
      problem_text: [7 * day, 'end'],
      shipment_note: [7 * day, 'end'],
      shipment_trace: [30 * day, 'end'],
      carrier_call: [day, 'arrival'],
      support_text: [7 * day, 'arrival'],
      proof: [7 * day, 'arrival'],
      assistant: [30 * day, 'last_change'],
      assistant_conversation: [30 * day, 'last_change'],
      question_piece: [60, 'arrival'],
      chat_text: [60, 'arrival'],
      bot_conversation: [30 * day, 'last_change'],
      game: [7 * day, 'last_change'],
      grant: [30 * day, 'last_refresh'],
      session: [0, 'end'],
      ticket: [day, 'end'],
      oauth_attempt: [day, 'end'],
      staff_account: [396 * day, 'end'],
      staff_invitation: [day, 'end'],
      staff_session: [0, 'end'],
      staff_challenge: [0, 'end'],
      staff_audit: [396 * day, 'arrival'],
      page_figure: [90 * day, 'arrival'],
      answered_minute: [9 * day, 'arrival'],
      rate_limit: [0, 'end'],
      event_id: [7 * day, 'arrival'],
    })
  })

  it('ends each item at its own time', () => {
    const now = new Date('2026-11-22T09:00:00Z')
    const limits = erasureLimits(peyk.retention, now)
    expect(Object.keys(limits).sort()).toEqual(retention.map(({ item }) => item).sort())
    for (const { item, keptSeconds } of retention) {
      expect((now.getTime() - limits[item].getTime()) / 1000).toBe(keptSeconds)
    }
  })

  it('is on the privacy page in this order', () => {
    expect(Object.keys(retentionTexts)).toEqual([
      'draft',
      'shipment_address',
      'unfinished_shipment_address',
      'problem_text',
      'shipment_note',
      'shipment_trace',
      'carrier_call',
      'support_text',
      'proof',
      'assistant',
      'assistant_conversation',
      'question_piece',
      'chat_text',
      'bot_conversation',
      'game',
      'grant',
      'session',
      'ticket',
      'oauth_attempt',
      'rate_limit',
      'event_id',
      'staff_account',
      'staff_invitation',
      'staff_session',
      'staff_challenge',
      'staff_audit',
      'page_figure',
      'answered_minute',
    ])
  })

  it('is told first in answer to what people ask, in the same numbers, and with an assistant on', () => {
    const { who, howLong, erasing } = privacyAnswers('پیک بادپا', (item) => peyk.retention[item].keptSeconds, 30)
    expect(who[0]).toContain('پیک بادپا')
    expect(who.join(' ')).toMatch(/دستیار ارسال.* روشن .*خوانده می‌شود.*حداکثر ۱ دقیقه پس از رسیدن پاک می‌شود/)
    expect(who.join(' ')).not.toContain('نمی‌خوانیم')
    expect(howLong.join(' ')).toMatch(/۱ روز پس از آخرین تغییر.*۷ روز پس از پایان کار.*بلافاصله پس از پایان/)
    for (const sentence of [...who, ...howLong, ...erasing]) expect(sentence).toMatch(/\.$/)
  })

  it('covers every table', () => {
    expect(tables.map((table) => getTableName(table)).sort()).toEqual(Object.keys(columns).sort())
  })

  it.each(tables.map((table) => [getTableName(table), table] as const))('covers each column of %s', (name, table) => {
    const answers = columns[name] ?? {}
    const asked = Object.values(getTableColumns(table)).map((column) => column.name)
    expect('*' in answers ? asked : asked.sort()).toEqual('*' in answers ? asked : Object.keys(answers).sort())
  })

  it('leaves no personal data in a row without an end', () => {
    const personal = /sealed|user_id|address|mobile|phone|name$/
    const wrong = tables.flatMap((table) =>
      Object.values(getTableColumns(table))
        .map((column) => column.name)
        .filter((name) => personal.test(name))
        .filter(
          (name) => (columns[getTableName(table)]?.[name] ?? columns[getTableName(table)]?.['*'] ?? null) === null,
        ),
    )
    expect(wrong).toEqual([])
  })

  it('names each item once, and each has something to erase', () => {
    const used = new Set(
      Object.values(columns).flatMap((answers) => Object.values(answers).flatMap((items) => items ?? [])),
    )
    expect([...used].sort()).toEqual(retention.map((row) => row.item).sort())
  })
})
