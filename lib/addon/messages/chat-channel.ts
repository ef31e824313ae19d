import type { Attempt, BackOff, Channel, Outcome, Outlet, States } from '../outbox/index.ts'
import type { ChatMessage, MessageRule, MessageState } from './chat-message.ts'
import type { DeliverDeps, FreshToken, MessageDeps, SendOutcome } from './ports.ts'

/** From 2 seconds to a quarter of an hour, half of it random, never shorter than what Divar asked for. */
export const chatBackOff: BackOff = {
  delaysSeconds: [2, 4, 8, 16, 32, 64, 128, 256, 512, 900],
  jitter: [0.5, 1],
  maxAttempts: Number.POSITIVE_INFINITY,
  heedsSeconds: Number.POSITIVE_INFINITY,
}

/** A message that could not leave for so long is of no use to anybody. */
const usualGiveUpSeconds = 24 * 60 * 60

export const giveUpAfterSeconds = (kinds: Readonly<Record<string, MessageRule>>, kind: string): number =>
  kinds[kind]?.goodForSeconds ?? usualGiveUpSeconds

/** What they are called in the database, too. */
const chatOutcomes = {
  sent: 'sent',
  refused: 'refused',
  parked: 'unannounced',
  unknown: 'unconfirmed',
} as const satisfies States

export type ChatOutcomes = typeof chatOutcomes

/** What moves messages without sending any. */
export const chatOutlet = ({ messages, measures, ...around }: MessageDeps): Outlet<ChatMessage> => ({
  ...around,
  store: messages,
  count: ({ kind }, state) => measures.count('chat_messages', { kind, state: state as MessageState }),
})

/**
 * Chat messages: at most once. A token first, then one request under the claim (a second one only after a 401 and a forced
 * refresh). It is tried again only where it certainly had no effect; what may have arrived is `unconfirmed`, and only a
 * person sends that again.
 */
export const chatChannel = (deps: DeliverDeps): Channel<ChatMessage> => ({
  ...chatOutlet(deps),
  states: chatOutcomes,
  // 20 seconds for the request.
  lease: { prepareSeconds: null, sendSeconds: 60, requestSeconds: 25 },
  backOff: chatBackOff,
  goodFor: ({ kind, firstQueuedAt }) => ({ since: firstQueuedAt, seconds: giveUpAfterSeconds(deps.kinds, kind) }),
  kindsGoodFor: Object.fromEntries(Object.keys(deps.kinds).map((kind) => [kind, giveUpAfterSeconds(deps.kinds, kind)])),
  prepare: async (message) => await prepare(deps, message),
  random: deps.random,
  log: deps.log,
  said: {
    ...{ article: 'a', name: 'chat message', warns: false },
    facts: ({ id, kind, subjectId }) => ({ messageId: id, kind, subjectId }),
  },
})

async function prepare(deps: DeliverDeps, message: ChatMessage): Promise<Attempt<ChatMessage>> {
  const token = await tokenFor(deps, message, false)
  if (!token.ok) return withoutToken(token.reason)
  return {
    kind: 'ready',
    async send(claimed, lease) {
      if (!lease.isInTime()) return { kind: 'retry', reason: 'late' }
      const outcome = await send(deps, claimed, token.accessToken)
      if (outcome.kind !== 'unauthorized') return outcomeOf(outcome)
      const forced = await tokenFor(deps, claimed, true)
      if (!forced.ok) return withoutToken(forced.reason)
      if (!lease.isInTime()) return { kind: 'retry', reason: 'unauthorized' }
      return outcomeOf(await send(deps, claimed, forced.accessToken))
    },
  }
}

async function send(deps: DeliverDeps, message: ChatMessage, accessToken: string): Promise<SendOutcome> {
  const { channel, conversationId, grantId, sealedText, senderButtons, receiverButtons } = message
  const text = sealedText === null ? message.text : await deps.sealer.open<string>(sealedText)
  const to = { channel, conversationId, grantId }
  return await deps.chat.send(accessToken, to, { text, senderButtons, receiverButtons })
}

async function tokenFor(deps: DeliverDeps, { id, grantId }: ChatMessage, force: boolean): Promise<FreshToken> {
  if (grantId === null) return { ok: false, reason: 'missing' }
  try {
    return await deps.access.freshToken(grantId, { force })
  } catch (err) {
    deps.log.error({ err, messageId: id }, 'getting a token for a chat message threw')
    return { ok: false, reason: 'unavailable' }
  }
}

const withoutToken = (reason: 'revoked' | 'missing' | 'unavailable'): Outcome =>
  reason === 'unavailable'
    ? { kind: 'retry', reason: 'token_unavailable' }
    : { kind: 'parked', reason: `grant_${reason}` }

function outcomeOf(outcome: SendOutcome): Outcome {
  if (outcome.kind === 'unauthorized') return { kind: 'refused', reason: 'unauthorized' }
  return outcome.kind === 'unconfirmed' ? { kind: 'unknown', reason: outcome.reason } : outcome
}
