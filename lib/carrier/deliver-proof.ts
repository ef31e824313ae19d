import { addSeconds } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { Proof, ProofState, SealedPicture } from './proof.ts'
import type { DeliverProofDeps, ProofSettlement, ProofToken, ShowOutcome } from './proof-ports.ts'

/** For tokens and the upload, which show nothing to anybody. */
const uploadLeaseSeconds = 120
/** For the messages. */
const sendLeaseSeconds = 75
/** What a message may take (20 seconds), and a little for storing its outcome. */
const requestSeconds = 25
/** With a quarter of an hour between most of them these are about a day, also where no moment of asking is kept. */
const mostAttempts = 100

export type ProofDelivered =
  | { ok: true; state: ProofState }
  /** `taken`: another worker has it, or it is done. */
  | { ok: false; reason: 'not_found' | 'not_due' | 'taken' }

/** One way to show the picture; `unavailable` and `gone` say why there is no token to try it with. */
type Try = (mediaToken: string) => Promise<ShowOutcome>
type Way = { kind: 'ready'; show: Try } | { kind: 'unavailable' } | { kind: 'gone'; reason: string }

/**
 * Brings one queued proof to the receiving side, if it is due: claim by a lease, upload, and only then, under a second
 * lease, one message. In the chatbot by its user first, then by its conversation where the first was certainly not shown.
 * A worker that dies during the upload leaves a proof that is tried again; one that dies during the message leaves an
 * `unconfirmed` one. Where the chatbot cannot be reached the proof waits for a tap. Its bytes go with the statement that
 * stores `sent` or `refused`. Safe to call at any time, any number of times, from any process.
 */
export async function deliverProof(deps: DeliverProofDeps, shipmentId: string): Promise<ProofDelivered> {
  const proof = await deps.proofs.find(shipmentId)
  if (!proof) return { ok: false, reason: 'not_found' }
  if (proof.state !== 'queued') return { ok: false, reason: 'taken' }
  const now = deps.clock()
  if (proof.dueAt > now) return { ok: false, reason: 'not_due' }
  const claimId = newId()
  const claimed = await deps.proofs.claim(shipmentId, { claimId, now, until: addSeconds(now, uploadLeaseSeconds) })
  if (!claimed) return { ok: false, reason: 'taken' }
  return await settle(deps, claimed, claimId, await bring(deps, claimed, claimId))
}

async function bring(deps: DeliverProofDeps, proof: Proof, claimId: string): Promise<ProofSettlement> {
  const { shipmentId, kind, sealedImage } = proof
  let isSending = false
  try {
    if (sealedImage === null) return { state: 'refused', reason: 'nothing_left' }
    const ways = await waysOf(deps, proof)
    const ready = ways.flatMap((way) => (way.kind === 'ready' ? [way.show] : []))
    if (ready.length === 0) return withoutWay(deps, proof, ways)
    const { base64 } = await deps.sealer.open<SealedPicture>(sealedImage)
    const uploaded = await deps.chat.upload({ bytes: Buffer.from(base64, 'base64'), kind })
    if (uploaded.kind === 'retry') return later(deps, proof, uploaded.reason, uploaded.retryAfterSeconds)
    if (uploaded.kind === 'refused') return { state: 'refused', reason: uploaded.reason }
    const now = deps.clock()
    const until = addSeconds(now, sendLeaseSeconds)
    // Replaced, erased, or somebody else's by now: the settlement finds out the same.
    if (!(await deps.proofs.beginSend(shipmentId, { claimId, now, until })))
      return later(deps, proof, 'overtaken', null)
    isSending = true
    return settlementOf(deps, proof, await showOnce(deps, ready, uploaded.mediaToken, until))
  } catch (err) {
    deps.log.error({ event: 'proof_fault', err, shipmentId }, 'sending a proof of delivery threw')
    return isSending ? { state: 'unconfirmed', reason: 'threw' } : later(deps, proof, 'threw', null)
  }
}

/** The ways in turn, as long as the one before was certainly not shown and there is time. */
async function showOnce(deps: DeliverProofDeps, ways: Try[], mediaToken: string, until: Date): Promise<ShowOutcome> {
  let outcome: ShowOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'late' }
  for (const show of ways) {
    if (addSeconds(deps.clock(), requestSeconds) > until) return outcome
    outcome = await show(mediaToken)
    if (outcome.kind === 'sent' || outcome.kind === 'unconfirmed') return outcome
  }
  return outcome
}

async function waysOf(deps: DeliverProofDeps, { shipmentId, way }: Proof): Promise<Way[]> {
  const { chat, proofs } = deps
  if (way === 'chat') {
    const address = await proofs.chatOf(shipmentId)
    if (!address) return [{ kind: 'gone', reason: 'grant_missing' }]
    const { grantId, conversationId } = address
    return await withToken(deps, grantId, (token, media) => chat.toChat(token, conversationId, media))
  }
  const address = await proofs.chatbotOf(shipmentId)
  if (!address) return [{ kind: 'gone', reason: 'not_in_chatbot' }]
  const { user, conversationId } = address
  const byUser = user
    ? await withToken(deps, user.grantId, (token, media) => chat.toChatbotUser(token, user.divarUserId, media))
    : []
  const show: Try = async (media) => await chat.toChatbotConversation(conversationId ?? '', media)
  return conversationId === null ? byUser : [...byUser, { kind: 'ready', show }]
}

/** With a fresh token, and after a 401 with a forced one: two tries of which the first was certainly not shown. */
async function withToken(
  deps: DeliverProofDeps,
  grantId: string,
  show: (accessToken: string, mediaToken: string) => Promise<ShowOutcome>,
): Promise<Way[]> {
  const token = await deps.freshToken(grantId)
  if (!token.ok) return [wayWithout(token)]
  return [
    {
      kind: 'ready',
      async show(mediaToken) {
        const outcome = await show(token.accessToken, mediaToken)
        if (outcome.kind !== 'unauthorized') return outcome
        const forced = await deps.freshToken(grantId, { force: true })
        if (forced.ok) return await show(forced.accessToken, mediaToken)
        return forced.reason === 'unavailable'
          ? { kind: 'retry', retryAfterSeconds: null, reason: 'token_unavailable' }
          : { kind: 'unauthorized' }
      },
    },
  ]
}

const wayWithout = ({ reason }: Extract<ProofToken, { ok: false }>): Way =>
  reason === 'unavailable' ? { kind: 'unavailable' } : { kind: 'gone', reason: `grant_${reason}` }

function withoutWay(deps: DeliverProofDeps, proof: Proof, ways: Way[]): ProofSettlement {
  if (ways.some(({ kind }) => kind === 'unavailable')) return later(deps, proof, 'token_unavailable', null)
  const gone = ways.find((way) => way.kind === 'gone')
  return { state: 'waiting', reason: gone?.reason ?? 'no_way' }
}

function settlementOf(deps: DeliverProofDeps, proof: Proof, outcome: ShowOutcome): ProofSettlement {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', at: deps.clock(), reason: null }
    case 'unconfirmed':
      return { state: 'unconfirmed', reason: outcome.reason }
    case 'retry':
      return later(deps, proof, outcome.reason, outcome.retryAfterSeconds)
    // The permission ended: with another one a tap can still show it.
    case 'unauthorized':
      return { state: 'waiting', reason: 'unauthorized' }
    case 'refused':
      return givenUp(proof, outcome.reason)
  }
}

function later(
  deps: DeliverProofDeps,
  proof: Proof,
  reason: string,
  retryAfterSeconds: number | null,
): ProofSettlement {
  const { attempts, way, receivedAt } = proof
  const now = deps.clock()
  // When the side tapped is not kept: there the number of attempts ends it.
  const firstQueuedAt = way === 'bot' ? receivedAt : now
  const random = deps.random()
  const dueAt =
    attempts < mostAttempts ? deps.nextAttemptAt({ attempts, firstQueuedAt, now, retryAfterSeconds, random }) : null
  return dueAt ? { state: 'queued', dueAt, reason } : givenUp(proof, 'gave_up')
}

/** What the chatbot does not take may still be shown in the chat, if that side wants it there. */
const givenUp = ({ way }: Proof, reason: string): ProofSettlement => ({
  state: way === 'bot' ? 'waiting' : 'refused',
  reason,
})

async function settle(
  deps: DeliverProofDeps,
  { shipmentId, way, attempts }: Proof,
  claimId: string,
  to: ProofSettlement,
): Promise<ProofDelivered> {
  const settled = await deps.proofs.settle(shipmentId, claimId, to)
  const said = { event: 'proof', shipmentId, way, attempts, outcome: to.state, reason: to.reason }
  if (!settled) {
    deps.log.warn(said, 'outcome of a proof of delivery came too late')
    return { ok: false, reason: 'taken' }
  }
  deps.count?.(way ?? 'bot', to.state)
  deps.log.info(said, 'proof of delivery')
  if (to.state === 'queued') await wakeLater(deps, shipmentId, to.dueAt)
  return { ok: true, state: settled.state }
}

/** What is later than a minute is left to the sweep. */
async function wakeLater(deps: DeliverProofDeps, shipmentId: string, dueAt: Date): Promise<void> {
  const seconds = Math.max(0, Math.ceil((dueAt.getTime() - deps.clock().getTime()) / 1000))
  if (seconds <= 60) await deps.wake(shipmentId, seconds)
}
