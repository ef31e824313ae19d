import { hasScope } from '#lib/divar/index.ts'
import { newId } from '#lib/kernel/ids.ts'
import { type Assistant, type AssistantSettings, neededScopes } from '../assistant.ts'
import type { AssistantDeps } from '../ports.ts'
import { usualSettings } from '../settings.ts'

type Deps = Pick<AssistantDeps, 'store' | 'transaction' | 'clock'>

/**
 * After a consent: the assistant of this user and post, on, with whatever its owner chose before. One that was allowed
 * too little is there too, and says so. The subscription is the keeper's to make. Null: the permission was taken back since.
 */
export async function turnOn(
  deps: Deps,
  input: { divarUserId: string; postToken: string | null; grantId: string; scopes: readonly string[] },
): Promise<Assistant | null> {
  const { divarUserId, postToken, grantId, scopes } = input
  const now = deps.clock()
  const isEnough = neededScopes(postToken).every((scope) => hasScope(scopes, scope))
  const known = (await deps.store.ofUsers([divarUserId])).find((one) => one.postToken === postToken)
  const made: Assistant = {
    ...(known ?? { id: newId(), ...usualSettings, messagesRead: 0, answered: 0, booked: 0, createdAt: now }),
    divarUserId,
    postToken,
    grantId,
    turnedOnAt: now,
    updatedAt: now,
    renewAt: now,
    inboxUntil: null,
    ...(isEnough ? { state: 'on', reason: null } : { state: 'ended', reason: 'permission_partly' }),
    watchedSince: null,
    subscribedUntil: null,
    subscribedWith: null,
    failures: 0,
    lastFailure: null,
  }
  return await deps.transaction(async (tx) =>
    (await tx.grantStands(grantId, divarUserId)) ? await tx.put(made) : null,
  )
}

/** Who acts: the Divar users that a session proved to be. An assistant of somebody else is not there. */
export type Owner = { divarUserIds: readonly string[] }

export const isOwnedBy = ({ divarUserId }: Assistant, owner: Owner): boolean =>
  divarUserId !== null && owner.divarUserIds.includes(divarUserId)

/** The assistant, if it is this person's. */
export async function ownAssistant(
  deps: Pick<AssistantDeps, 'store'>,
  owner: Owner,
  id: string,
): Promise<Assistant | null> {
  const assistant = await deps.store.find(id)
  return assistant && isOwnedBy(assistant, owner) ? assistant : null
}

/**
 * On or off with one tap, for the whole assistant or, with `postToken`, for one post of an assistant for all. Off: what
 * waits is forgotten, what is queued does not leave. On again starts over: what the seller wrote before does not count.
 */
export async function setOn(
  deps: Deps,
  owner: Owner,
  input: { id: string; isOn: boolean; postToken?: string },
): Promise<'done' | 'not_found' | 'ended'> {
  return await deps.transaction(async (tx) => {
    const assistant = await tx.lock(input.id)
    if (!assistant || !isOwnedBy(assistant, owner)) return 'not_found'
    const now = deps.clock()
    if (input.postToken !== undefined) {
      await tx.setPost(assistant.id, input.postToken, input.isOn, now)
      return 'done'
    }
    if (assistant.state === 'ended') return 'ended'
    if ((assistant.state === 'on') === input.isOn) return 'done'
    await tx.forgetAsked(assistant.id)
    if (!input.isOn) await tx.supersedeOffers(assistant.id)
    await tx.update(assistant.id, {
      ...(input.isOn ? { state: 'on', turnedOnAt: now, renewAt: now, failures: 0 } : { state: 'off' }),
      watchedSince: null,
      updatedAt: now,
    })
    return 'done'
  })
}

/** Keeps what the seller chose. */
export async function saveSettings(
  deps: Deps,
  owner: Owner,
  id: string,
  settings: AssistantSettings,
): Promise<'done' | 'not_found'> {
  return await deps.transaction(async (tx) => {
    const assistant = await tx.lock(id)
    if (!assistant || !isOwnedBy(assistant, owner)) return 'not_found'
    await tx.update(id, { ...settings, updatedAt: deps.clock() })
    return 'done'
  })
}
