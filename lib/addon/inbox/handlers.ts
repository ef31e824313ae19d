import type { DivarEvent } from '#lib/divar/index.ts'
import type { Pending } from './pending.ts'

/** A revocation is the inbox's own: it erases. */
export type HandledType = Exclude<DivarEvent['type'], 'user_access_revocation'>

/** The event of a type. */
export type EventOf<T extends HandledType> = DivarEvent extends infer E
  ? E extends { type: infer U }
    ? T extends U
      ? E & { type: T }
      : never
    : never
  : never

/** What must be handled of an event; `content` is sealed at once, and must survive JSON. */
export type Captured = Pick<Pending, 'subject' | 'conversationId'> & { content: object }

/** Done again and again beside the messages, never twice at once in a process. */
export type PeriodicWork = {
  /** For the log. */
  name: string
  everySeconds: number
  /** What fails every time must not fill the log. */
  pauseAfterFaultSeconds: number
  run(): Promise<unknown>
}

/** What an add-on does about one type of event. */
export type MessageHandler<T extends HandledType = HandledType> = {
  /** Stands in the row of what waits: processes of another build know it by this. */
  kind: string
  eventType: T
  /**
   * What to store. Null: nothing but the event's id. `unheard`: nothing at all, as nobody listens there now, and another
   * telling of the same event may be for somebody who does.
   */
  capture(event: EventOf<T>): Promise<Captured | 'unheard' | null> | Captured | 'unheard' | null
  /** What shares a lane is handled in its order and together; lanes hold up one another in nothing. */
  laneOf(pending: Pending): string
  /**
   * Handles messages of one lane, oldest first. The same one may be given to several processes, and more than once: only the
   * one for which it goes, by `take` or in the handler's own transaction, may do what must not be done twice. One that throws
   * is given its messages once more, each alone; what is left of them then waits for the next claim, or expires.
   */
  handle(pending: readonly Pending[], take: (id: string) => Promise<boolean>): Promise<void>
  periodic?: readonly PeriodicWork[]
}

export type MessageHandlers = {
  kinds: readonly string[]
  periodic: readonly PeriodicWork[]
  ofEvent(event: DivarEvent): MessageHandler | null
  ofKind(kind: string): MessageHandler | null
}

/** What an add-on declared. Throws where two claim one type of event, or one kind. */
export function messageHandlers(all: readonly MessageHandler[]): MessageHandlers {
  for (const field of ['kind', 'eventType'] as const) {
    const twice = all.map((one) => one[field]).find((name, index, names) => names.indexOf(name) !== index)
    if (twice !== undefined) throw new Error(`two message handlers have the ${field} ${twice}`)
  }
  return {
    kinds: all.map(({ kind }) => kind),
    periodic: all.flatMap(({ periodic = [] }) => periodic),
    ofEvent: ({ type }) => all.find(({ eventType }) => eventType === type) ?? null,
    ofKind: (kind) => all.find((one) => one.kind === kind) ?? null,
  }
}
