import { deathOf, subscriberOf } from './events/live.ts'
import { eventsSettled, releaseEvents } from './events/queue.ts'
import type { Subscription, World } from './world.ts'

export type SubscriptionView = Subscription & {
  userId: string | null
  live: boolean
  death: 'expired' | 'replaced' | 'revoked' | null
}

export type EventsView = {
  waiting: number
  held: number
  /** Dropped on purpose, and given up after the last attempt. */
  lost: Record<string, unknown>[]
  givenUp: Record<string, unknown>[]
}

export type EventControl = {
  /** In the order in which they were made; one that died stays in the list. */
  subscriptions(): SubscriptionView[]
  /** What stands in the outbox; what was told is in `deliveries({ kind: 'event' })`. */
  events(): EventsView
  /** Lets what `eventHold` keeps back go, the newest first. */
  releaseEvents(): { released: number }
  /** Answers when no event is under way any more; what is held stays held. */
  eventsSettled(): Promise<EventsView>
}

export function createEventControl(world: World): EventControl {
  const view = (): EventsView => {
    const { waiting, held, lost, givenUp } = world.outbox
    return { waiting: waiting.length, held: held.length, lost: [...lost], givenUp: [...givenUp] }
  }
  return {
    subscriptions: () =>
      world.subscriptions.map((subscription) => {
        const death = deathOf(world, subscription)
        return { ...subscription, userId: subscriberOf(world, subscription), live: death === null, death }
      }),
    events: view,
    releaseEvents: () => ({ released: releaseEvents(world) }),
    async eventsSettled() {
      await eventsSettled(world)
      return view()
    },
  }
}
