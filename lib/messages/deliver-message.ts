import { addSeconds } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { giveUpAfterSeconds, nextAttemptAt } from './back-off.ts'
import type { ChatMessage, MessageState } from './chat-message.ts'
import type { DeliverDeps, FreshToken, SendOutcome, Settlement } from './ports.ts'
import { wakeNext } from './wake-next.ts'

const leaseSeconds = 60
/** What a request may take (20 seconds), and a little for storing its outcome. */
const requestSeconds = 25

export type Delivered =
  | { ok: true; state: MessageState }
  /** `waiting`: an earlier message of its subject comes first. `taken`: another worker has it, or it is done. */
  | { ok: false; reason: 'not_found' | 'not_due' | 'waiting' | 'taken' }

/**
 * Sends one queued message, if it is due and its subject's first: token fresh, claim by a lease of 60 seconds, one
 * request (a second one only after a 401 and a forced refresh), outcome stored. It is tried again only where it certainly
 * had no effect; what may have arrived is `unconfirmed`, and only a person sends that again. Safe to call at any time, any number of times, from any process.
 */
export async function deliverMessage(deps: DeliverDeps, id: string): Promise<Delivered> {
  const message = await deps.messages.find(id)
  if (!message) return { ok: false, reason: 'not_found' }
  if (message.state !== 'queued') return { ok: false, reason: 'taken' }
  const first = await deps.messages.firstUnsettled(message.subject, message.subjectId)
  if (first && first.id !== id) return { ok: false, reason: 'waiting' }
  const now = deps.clock()
  if (message.dueAt > now) return { ok: false, reason: 'not_due' }

  if (now > addSeconds(message.firstQueuedAt, giveUpAfterSeconds(message.kind))) {
    return await settle(deps, message, null, { state: 'refused', reason: 'gave_up' })
  }
  const token = await tokenFor(deps, message, false)
  if (!token.ok)
    return await settle(deps, message, null, withoutToken(deps, message, token.reason, message.attempts + 1))

  const claimId = newId()
  const claimedAt = deps.clock()
  const claim = { claimId, now: claimedAt, until: addSeconds(claimedAt, leaseSeconds) }
  const claimed = await deps.messages.claim(id, claim)
  if (!claimed) return { ok: false, reason: 'taken' }
  return await settle(deps, claimed, claimId, await sendClaimed(deps, claimed, claim.until, token.accessToken))
}

async function sendClaimed(
  deps: DeliverDeps,
  message: ChatMessage,
  until: Date,
  accessToken: string,
): Promise<Settlement> {
  const inTime = () => addSeconds(deps.clock(), requestSeconds) <= until
  if (!inTime()) return later(deps, message, 'late', null, message.attempts)
  const outcome = await send(deps, message, accessToken)
  if (outcome.kind !== 'unauthorized') return settlementOf(deps, message, outcome)

  const token = await tokenFor(deps, message, true)
  if (!token.ok) return withoutToken(deps, message, token.reason, message.attempts)
  if (!inTime()) return later(deps, message, 'unauthorized', null, message.attempts)
  return settlementOf(deps, message, await send(deps, message, token.accessToken))
}

async function send(deps: DeliverDeps, message: ChatMessage, accessToken: string): Promise<SendOutcome> {
  const { channel, conversationId, sealedText, senderButtons, receiverButtons } = message
  try {
    const text = sealedText === null ? message.text : await deps.sealer.open<string>(sealedText)
    const to = { channel, conversationId, grantId: message.grantId }
    return await deps.chat.send(accessToken, to, { text, senderButtons, receiverButtons })
  } catch (err) {
    deps.log.error({ err, messageId: message.id }, 'sending a chat message threw')
    return { kind: 'unconfirmed', reason: 'threw' }
  }
}

async function tokenFor(deps: DeliverDeps, message: ChatMessage, force: boolean): Promise<FreshToken> {
  if (message.grantId === null) return { ok: false, reason: 'missing' }
  try {
    return await deps.access.freshToken(message.grantId, { force })
  } catch (err) {
    deps.log.error({ err, messageId: message.id }, 'getting a token for a chat message threw')
    return { ok: false, reason: 'unavailable' }
  }
}

function settlementOf(deps: DeliverDeps, message: ChatMessage, outcome: SendOutcome): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', at: deps.clock(), reason: null }
    case 'retry':
      return later(deps, message, outcome.reason, outcome.retryAfterSeconds, message.attempts)
    case 'refused':
    case 'unconfirmed':
      return { state: outcome.kind, reason: outcome.reason }
    case 'unauthorized':
      return { state: 'refused', reason: 'unauthorized' }
  }
}

function withoutToken(
  deps: DeliverDeps,
  message: ChatMessage,
  reason: 'revoked' | 'missing' | 'unavailable',
  attempts: number,
): Settlement {
  if (reason === 'unavailable') return later(deps, message, 'token_unavailable', null, attempts)
  return { state: 'unannounced', reason: `grant_${reason}` }
}

function later(
  deps: DeliverDeps,
  message: ChatMessage,
  reason: string,
  retryAfterSeconds: number | null,
  attempts: number,
): Settlement {
  const { kind, firstQueuedAt } = message
  const dueAt = nextAttemptAt({
    kind,
    attempts,
    firstQueuedAt,
    now: deps.clock(),
    retryAfterSeconds,
    random: deps.random(),
  })
  return dueAt ? { state: 'queued', dueAt, reason } : { state: 'refused', reason: 'gave_up' }
}

async function settle(
  deps: DeliverDeps,
  message: ChatMessage,
  claimId: string | null,
  to: Settlement,
): Promise<Delivered> {
  const settled = await deps.messages.settle(message.id, claimId, to)
  const { id: messageId, kind, subjectId } = message
  if (!settled) {
    deps.log.warn({ messageId, kind, subjectId, outcome: to.state }, 'outcome of a chat message came too late')
    return { ok: false, reason: 'taken' }
  }
  deps.log.info({ messageId, kind, subjectId, outcome: settled.state, reason: to.reason }, 'chat message')
  deps.measures.count('chat_messages', { kind, state: settled.state })
  await wakeNext(deps, settled)
  return { ok: true, state: settled.state }
}
