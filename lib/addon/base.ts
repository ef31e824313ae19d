import { daySeconds } from '#lib/kernel/clock.ts'
import { errorsOf, kernelErrors } from '#lib/kernel/errors.ts'
import { declare, type MeasuresOf, type NamesIn } from './declaration.ts'
import { messageStates } from './messages/chat-message.ts'

/** The pattern of a route, parameters in brackets: an address with an id in it is none. */
const pattern = /^\/$|^(\/[a-z-]+|\/\[[A-Za-z]+\]){1,6}$/
const answerSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10]

/** What every chat add-on has, whatever it is for. */
export const base = declare({
  retention: {
    grant: { keptSeconds: 30 * daySeconds, after: 'last_refresh' },
    session: { keptSeconds: 0, after: 'end' },
    ticket: { keptSeconds: daySeconds, after: 'end' },
    oauth_attempt: { keptSeconds: daySeconds, after: 'end' },
    rate_limit: { keptSeconds: 0, after: 'end' },
    event_id: { keptSeconds: 7 * daySeconds, after: 'arrival' },
    chat_text: { keptSeconds: 60, after: 'arrival' },
  },
  errors: [
    ...kernelErrors,
    'session_ended',
    'cookies_blocked',
    'link_invalid',
    'link_used',
    'link_expired',
    'no_conversation',
    'wrong_side',
    'not_found',
    'divar_unavailable',
    'divar_refused',
    'divar_malformed',
    'permission_refused',
    'permission_missing',
    'other_divar_user',
    'same_divar_user',
    'message_refused',
    'message_unconfirmed',
    'too_many_requests',
    'cross_site',
  ],
  counters: {
    chat_messages: {
      help: 'Chat messages by the state that they came to; queued: to be tried again',
      labels: { kind: /^[a-z]+(_[a-z]+)*$/, state: messageStates },
    },
    launches: {
      help: 'Launches that Divar handed over',
      labels: { kind: ['ticket', 'no_conversation', 'other_divar_user'], version: ['1', '2'] },
    },
    launch_user_mismatches: {
      help: 'Launches and consents by another Divar user than the one on this side',
      labels: { mode: ['observe', 'enforce'] },
    },
    consents: {
      help: "Permissions asked for at Divar, and what came of them: refused is the user's no",
      labels: { outcome: ['asked', 'given', 'refused', 'failed'] },
    },
    events: {
      help: 'Events from Divar',
      labels: {
        type: [
          'new_message',
          'new_chatbot_message',
          'user_access_revocation',
          'post_update',
          'payment_transaction',
          'unknown',
        ],
        kind: ['stored', 'repeated', 'unheard'],
      },
    },
  },
  gauges: {
    open_chat_messages: { help: 'Chat messages on the way, and those nobody knows of', label: 'state' },
    jobs_waiting: { help: 'Jobs that are due and wait for a worker', label: 'queue' },
    job_age_seconds: { help: 'How long the oldest due job has waited for a worker', label: 'queue' },
    clock_gap_seconds: { help: 'By which another clock is ahead of this one', label: 'of' },
  },
  outbox: {
    // A person may be waiting: a message leaves within about a second, and one slow answer does not hold up the others.
    chat_messages: {
      deliver: 'deliver-message',
      sweep: 'sweep-messages',
      pollSeconds: 1,
      workers: 3,
      batchSize: 8,
    },
  },
  limits: {
    /** Calls without the right key, and links that nobody was given, by client address. */
    badKeys: { key: 'key', points: 120, seconds: 60 },
    badLinks: { key: 'link', points: 60, seconds: 60 },
    /** Consents that come back in a browser without a session, by client address, and of all clients together. */
    returns: { key: 'return', points: 30, seconds: 60 },
    allReturns: { key: 'returns', points: 120, seconds: 60 },
    /** Consents that one session begins. */
    consents: { key: 'consent', points: 30, seconds: 600 },
    /** What one seat may change. */
    seatActions: { key: 'seat', points: 60, seconds: 60 },
    /** Messages that one side of a conversation has sent into its chat. */
    sends: { key: 'send', points: 20, seconds: 3600 },
    /** What Divar was asked, of all processes together. How much is too much stands in the settings. */
    divarMinute: { key: 'divar-minute', points: 1_000_000, seconds: 60 },
    divarDay: { key: 'divar-day', points: 100_000_000, seconds: daySeconds },
  },
  tasks: {
    /** What is kept no longer, and what else falls due by the clock. */
    'erase-expired': { cron: '* * * * *' },
  },
  timers: {
    event_lag: {
      help: 'From what happened at Divar to its first arrival here, where Divar says when it was',
      labels: {},
      buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 21_600],
    },
    page: { help: 'Loading and laying out a page', labels: { page: pattern }, buckets: answerSeconds },
    action: {
      help: 'Server actions; again: back to the form with a sentence, turned_away: before anything was done',
      labels: { action: /^[a-z]+([_ ][a-z]+)*$/, outcome: ['done', 'again', 'turned_away', 'fault'] },
      buckets: answerSeconds,
    },
    route: { help: 'Route handlers', labels: { route: pattern, status: /^[1-5]\d\d$/ }, buckets: answerSeconds },
    divar_call: {
      help: 'Calls to Divar',
      labels: { call: /^[a-z]+([_ ][a-z]+)*$/, outcome: ['answered', 'refused', 'unavailable', 'malformed'] },
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8, 20],
    },
    job: {
      help: 'Jobs of a queue, each on its own',
      labels: { queue: /^[a-z]+(-[a-z]+)*$/, outcome: ['done', 'failed'] },
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 120],
    },
  },
})

export type Base = typeof base

export type BaseErrorCode = NamesIn<Base, 'errors'>

export type BaseRetentionItem = NamesIn<Base, 'retention'>

export type BaseMeasures = MeasuresOf<Base>

export const BaseError = errorsOf<BaseErrorCode>()
