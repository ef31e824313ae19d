import type { Channel, Lease, Outcome, Outlet, States } from '#lib/addon/outbox/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'
import type { Proof, ProofState, SealedPicture } from './proof.ts'
import type { DeliverProofDeps, ProofDeps, ProofToken, ShowOutcome } from './proof-ports.ts'

/** With a quarter of an hour between most of them these are about a day, also where no moment of asking is kept. */
const maxAttempts = 100

/** One way to show the picture; `unavailable` and `gone` say why there is no token to try it with. */
type Try = (mediaToken: string) => Promise<ShowOutcome>
type Way = { kind: 'ready'; show: Try } | { kind: 'unavailable' } | { kind: 'gone'; reason: string }

/** What they are called in the database, too. */
const proofOutcomes = {
  sent: 'sent',
  refused: 'refused',
  parked: 'waiting',
  unknown: 'unconfirmed',
} as const satisfies States

export type ProofOutcomes = typeof proofOutcomes

/** What moves pictures without sending any. */
export const proofOutlet = ({ proofs, wake, clock, count }: ProofDeps): Outlet<Proof> => ({
  store: proofs,
  wake,
  clock,
  count: ({ way }, state) => count?.(way ?? 'bot', state as ProofState),
})

/**
 * Pictures for the receiving side: at most once. Upload, and only then, under a second lease, one message. In the chatbot by
 * its user first, then by its conversation where the first was certainly not shown. A worker that dies during the upload
 * leaves a picture that is tried again; one that dies during the message leaves an `unconfirmed` one. Where the chatbot
 * cannot be reached the picture waits for a tap. Its bytes go with the statement that stores `sent` or `refused`.
 */
export const proofChannel = (deps: DeliverProofDeps): Channel<Proof> => ({
  ...proofOutlet(deps),
  states: proofOutcomes,
  // First for tokens and the upload, which show nothing to anybody; 20 seconds for the message.
  lease: { prepareSeconds: 120, sendSeconds: 75, requestSeconds: 25 },
  backOff: { ...deps.backOff, maxAttempts },
  // When the side tapped is not kept: there the number of attempts ends it.
  goodFor: ({ way, receivedAt }) => ({ since: way === 'bot' ? receivedAt : deps.clock(), seconds: daySeconds }),
  kindsGoodFor: {},
  givenUpTo,
  prepare: async () => ({ kind: 'ready', send: async (proof, lease) => await bring(deps, proof, lease) }),
  random: deps.random,
  log: deps.log,
  said: {
    article: 'a',
    name: 'proof of delivery',
    warns: false,
    facts: ({ id, way, attempts }) => ({ event: 'proof', shipmentId: id, way, attempts }),
  },
})

/** What the chatbot does not take may still be shown in the chat, if that side wants it there. */
function givenUpTo({ way }: Proof) {
  return way === 'bot' ? 'parked' : 'refused'
}

async function bring(deps: DeliverProofDeps, proof: Proof, lease: Lease): Promise<Outcome> {
  const { kind, sealedImage } = proof
  if (sealedImage === null) return { kind: 'refused', reason: 'nothing_left' }
  const ways = await waysOf(deps, proof)
  const ready = ways.flatMap((way) => (way.kind === 'ready' ? [way.show] : []))
  if (ready.length === 0) return withoutWay(ways)
  const { base64 } = await deps.sealer.open<SealedPicture>(sealedImage)
  const uploaded = await deps.chat.upload({ bytes: Buffer.from(base64, 'base64'), kind })
  if (uploaded.kind !== 'uploaded') return uploaded
  // Replaced, erased, or somebody else's by now: the settlement finds out the same.
  if (!(await lease.beginSend())) return { kind: 'retry', reason: 'overtaken' }
  return outcomeOf(proof, await showOnce(ready, uploaded.mediaToken, lease))
}

/** The ways in turn, as long as the one before was certainly not shown and there is time. */
async function showOnce(ways: Try[], mediaToken: string, { isInTime }: Lease): Promise<ShowOutcome> {
  let outcome: ShowOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'late' }
  for (const show of ways) {
    if (!isInTime()) return outcome
    outcome = await show(mediaToken)
    if (outcome.kind === 'sent' || outcome.kind === 'unconfirmed') return outcome
  }
  return outcome
}

async function waysOf(deps: DeliverProofDeps, { id, way }: Proof): Promise<Way[]> {
  const { chat, proofs } = deps
  if (way === 'chat') {
    const address = await proofs.chatOf(id)
    if (!address) return [{ kind: 'gone', reason: 'grant_missing' }]
    const { grantId, conversationId } = address
    return await withToken(deps, grantId, (token, media) => chat.toChat(token, conversationId, media))
  }
  const address = await proofs.chatbotOf(id)
  if (!address) return [{ kind: 'gone', reason: 'not_in_chatbot' }]
  const { user, conversationId } = address
  const byUser = user
    ? await withToken(deps, user.grantId, (token, media) => chat.toChatbotUser(token, user.divarUserId, media))
    : []
  if (conversationId === null) return byUser
  const show: Try = async (media) => await chat.toChatbotConversation(conversationId, media)
  return [...byUser, { kind: 'ready', show }]
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

function withoutWay(ways: Way[]): Outcome {
  if (ways.some(({ kind }) => kind === 'unavailable')) return { kind: 'retry', reason: 'token_unavailable' }
  const gone = ways.find((way) => way.kind === 'gone')
  return { kind: 'parked', reason: gone?.reason ?? 'no_way' }
}

function outcomeOf(proof: Proof, outcome: ShowOutcome): Outcome {
  switch (outcome.kind) {
    case 'refused':
      return { kind: givenUpTo(proof), reason: outcome.reason }
    // The permission ended: with another one a tap can still show it.
    case 'unauthorized':
      return { kind: 'parked', reason: 'unauthorized' }
    case 'unconfirmed':
      return { kind: 'unknown', reason: outcome.reason }
    default:
      return outcome
  }
}
