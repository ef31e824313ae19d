import { parseEvent } from '#lib/divar/index.ts'
import type { BaseMeasures } from '../base.ts'
import type { MachineAnswer } from './answer-call.ts'
import { type EventDeps, takeEvent } from './take-event.ts'

/** Answers an event: the caller has compared the identification key. What cannot be an event is a 400 with a reason. Contract §11. */
export async function answerEvent(deps: EventDeps & { measures: BaseMeasures }, json: unknown): Promise<MachineAnswer> {
  const event = parseEvent(json)
  if (event.type === 'invalid') return { status: 400, body: { reason: event.reason } }
  const { kind } = await takeEvent(deps, event)
  deps.log.info({ event: 'divar_event', type: event.type, kind }, 'event')
  deps.measures.count('events', { type: event.type, kind })
  const happenedAt = 'message' in event ? event.message.sentAt : null
  // A repeat says how long Divar's retries took, not how late this add-on heard.
  if (happenedAt && kind === 'stored') {
    deps.measures.observe('event_lag', Math.max(0, (deps.clock().getTime() - happenedAt.getTime()) / 1000), {})
  }
  return { status: 200, body: {} }
}
