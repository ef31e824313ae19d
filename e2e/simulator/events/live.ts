import { isAlive } from '../oauth/token.ts'
import { ownsPost, type Subscription, type World } from '../world.ts'

/** Why nothing comes of a subscription any more; null: it lives. Contract §11.1. */
export function deathOf(world: World, { token }: Subscription): 'expired' | 'replaced' | 'revoked' | null {
  const held = world.tokens.get(token)
  if (!held || world.grants.get(held.grantId)?.revoked !== false) return 'revoked'
  // The two minutes that a replaced token works on are for calls, and nobody says that they are for subscriptions.
  if (held.replacedAt !== null && !world.settings.subscriptionsOutliveRefresh) return 'replaced'
  return isAlive(world, held) ? null : 'expired'
}

/** The user of the token that it was made with. */
export function subscriberOf(world: World, { token }: Subscription): string | null {
  return world.grants.get(world.tokens.get(token)?.grantId ?? '')?.userId ?? null
}

/** Those that a message about this post is told to: of this post, or of all posts of its owner. */
export function subscriptionsFor(world: World, postToken: string): Subscription[] {
  return world.subscriptions.filter((subscription) => {
    const { eventType, resourceId } = subscription
    if (eventType !== 'NEW_MESSAGE_ON_POST' || (resourceId !== '' && resourceId !== postToken)) return false
    return ownsPost(world, subscriberOf(world, subscription) ?? '', postToken) && deathOf(world, subscription) === null
  })
}
