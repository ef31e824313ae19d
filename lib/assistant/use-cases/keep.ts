import { hasScope, isDivarApiError } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { separateParts, throwIfFailed } from '#lib/kernel/on-its-own.ts'
import { type Assistant, type EndReason, neededScopes } from '../assistant.ts'
import type { RenewalDeps, SubscriptionUpdate } from '../ports.ts'

/** Renewed so long before the token dies, and a little more, so that a minute's sweep is never too late. */
export const renewBeforeSeconds = 10 * 60
const marginSeconds = renewBeforeSeconds + 60
const leaseSeconds = 60
const maxWaitSeconds = 5 * 60

/**
 * Keeps every subscription alive that is due: reads the post, has the token refreshed, subscribes again. One worker per
 * assistant by a lease outside any transaction, so that a crash in between costs a minute. A subscription lives as long
 * as its token (Contract §11.1); a refresh by anything else makes it due. Gives how many it saw to; one that fails keeps its
 * lease, so that the others have their turn.
 */
export async function renewSubscriptions(deps: RenewalDeps, most = 50): Promise<number> {
  const { each, failed } = separateParts()
  let seen = 0
  for (; seen < most; seen += 1) {
    const claimed = await claim(deps)
    if (!claimed) break
    await each(
      [claimed],
      ({ assistant }) => assistant.id,
      async (one) => await keepClaimed(deps, one),
    )
  }
  throwIfFailed(failed, 'the subscriptions to renew')
  return seen
}

/** Sees to one assistant now, as when it has just been turned on. False: it is not on, or somebody else sees to it. */
export async function renewSubscription(deps: RenewalDeps, id: string): Promise<boolean> {
  const claimed = await claim(deps, id)
  if (claimed) await keepClaimed(deps, claimed)
  return claimed !== null
}

type Claimed = { assistant: Assistant; claimId: string }

async function claim(deps: RenewalDeps, id?: string): Promise<Claimed | null> {
  const now = deps.clock()
  const claimId = newId()
  const until = addSeconds(now, leaseSeconds)
  const assistant = await deps.store.claimDue({ claimId, now, until, ...(id === undefined ? {} : { id }) })
  return assistant && { assistant, claimId }
}

async function keepClaimed(deps: RenewalDeps, { assistant, claimId }: Claimed): Promise<void> {
  const kept = await renew(deps, assistant).catch((err: unknown) => {
    deps.log.warn({ event: 'assistant_not_renewed', assistantId: assistant.id, err }, 'a subscription was not renewed')
    return later(deps, assistant, isDivarApiError(err) ? `http_${err.httpStatus}` : 'unavailable')
  })
  await deps.store.settleClaim(assistant.id, claimId, { ...kept, updatedAt: deps.clock() })
  const outcome = kept.state === 'ended' ? 'ended' : kept.failures === 0 ? 'renewed' : 'failed'
  deps.measures.count('subscriptions', { outcome })
  deps.log.info({ event: 'assistant_kept', assistantId: assistant.id, outcome, reason: kept.reason }, 'subscription')
}

async function renew(deps: RenewalDeps, assistant: Assistant): Promise<SubscriptionUpdate> {
  const { grantId, postToken } = assistant
  const before = grantId === null ? null : await deps.grant(grantId)
  if (grantId === null || !before?.isLive) return ended('grant_gone')
  if (!neededScopes(postToken).every((scope) => hasScope(before.scopes, scope))) return ended('permission_partly')
  if (postToken !== null && (await deps.post(postToken)) === 'gone') return ended('post_gone')

  // Nothing was missed if the subscription that is renewed lived until now.
  const { watchedSince, subscribedUntil, subscribedWith } = assistant
  const stillLives =
    subscribedUntil !== null &&
    subscribedUntil > deps.clock() &&
    subscribedWith?.getTime() === before.refreshedAt.getTime()
  const token = await deps.freshToken(grantId, { marginSeconds })
  if (!token.ok) return token.reason === 'unavailable' ? later(deps, assistant, 'token') : ended('grant_gone')
  const refused = await subscribe(deps, assistant, token.accessToken)
  if (refused === 'unauthorized') {
    const forced = await deps.freshToken(grantId, { marginSeconds, force: true })
    if (!forced.ok) return forced.reason === 'unavailable' ? later(deps, assistant, 'token') : ended('grant_gone')
    const again = await subscribe(deps, assistant, forced.accessToken)
    if (again !== null) return again === 'not_owner' ? ended('not_owner') : later(deps, assistant, 'unauthorized')
  } else if (refused === 'not_owner') return ended('not_owner')

  const after = await deps.grant(grantId)
  if (!after?.isLive) return ended('grant_gone')
  return {
    watchedSince: stillLives && watchedSince ? watchedSince : deps.clock(),
    subscribedUntil: after.expiresAt,
    subscribedWith: after.refreshedAt,
    renewAt: addSeconds(after.expiresAt, -renewBeforeSeconds),
    failures: 0,
    lastFailure: null,
  }
}

/** Null: subscribed. */
async function subscribe(
  deps: RenewalDeps,
  { id, postToken }: Assistant,
  accessToken: string,
): Promise<'unauthorized' | 'not_owner' | null> {
  try {
    await deps.subscribe(accessToken, { postToken, assistantId: id })
    return null
  } catch (error) {
    if (isDivarApiError(error) && error.httpStatus === 401) return 'unauthorized'
    if (isDivarApiError(error) && (error.httpStatus === 403 || error.httpStatus === 404)) return 'not_owner'
    throw error
  }
}

const ended = (reason: EndReason): SubscriptionUpdate => ({
  state: 'ended',
  reason,
  watchedSince: null,
  subscribedUntil: null,
  subscribedWith: null,
})

/** Half a minute at first, five at most. What was watched stays so until its subscription has died. */
function later(deps: RenewalDeps, { failures }: Assistant, lastFailure: string): SubscriptionUpdate {
  const wait = Math.min(maxWaitSeconds, 30 * 2 ** Math.min(failures, 4))
  return { renewAt: addSeconds(deps.clock(), wait), failures: failures + 1, lastFailure }
}
