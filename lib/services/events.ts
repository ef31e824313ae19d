import { type AccessDeps, receiveEvent } from '../access/index.ts'
import { type AssistantDeps, type EventText, type Listened, overhear, textSeconds } from '../assistant/index.ts'
import type { BotTurn } from '../chatbot/index.ts'
import type { DivarEvent } from '../divar/index.ts'
import { addSeconds } from '../kernel/clock.ts'
import { type EraseDeps, eraseDivarUser } from './erase-person.ts'

/** An event's id, and what must be handled of it. */
export type KeptEvent = { event: { id: string; type: string; receivedAt: Date }; text: EventText | null }

export type EventDeps = {
  access: Pick<AccessDeps, 'clock' | 'log'>
  erase: EraseDeps
  assistant: Pick<AssistantDeps, 'clock' | 'sealer'>
  /** The assistant that listens to a post, if any. */
  listening(place: Listened): Promise<string | null>
  /** Keeps both or none; false for an event that was kept before. */
  keep(kept: KeptEvent): Promise<boolean>
  /** A text waits to be handled. */
  kick(): void
}

/** `unheard`: a message in a conversation to which no assistant listens; nothing is kept of it. */
export type TakenEvent = { kind: 'stored' | 'repeated' | 'unheard' }

/**
 * Takes an event of Divar in: its id once, and what must be handled of it, sealed, in one transaction; the answer to Divar
 * waits for nothing else. Contract §11.
 */
export async function takeEvent(deps: EventDeps, event: DivarEvent): Promise<TakenEvent> {
  const text = await textOf(deps, event)
  // Told once for each subscription: that of an assistant that is off must not use up the event of one that listens.
  if (event.type === 'new_message' && !text) return { kind: 'unheard' }
  const insertEvent = async (kept: KeptEvent['event']) => await deps.keep({ event: kept, text })
  const erase = async (divarUserId: string) => await eraseDivarUser(deps.erase, divarUserId)
  const received = await receiveEvent({ ...deps.access, store: { insertEvent }, erase }, event)
  if (text && received.kind === 'stored') deps.kick()
  return received
}

async function textOf({ assistant, listening }: EventDeps, event: DivarEvent): Promise<EventText | null> {
  if (event.type === 'new_message') return await overhear({ ...assistant, listening }, event)
  if (event.type !== 'new_chatbot_message' || event.message.sender.bot) return null
  const { content, conversation, sentAt } = event.message
  const input: BotTurn['input'] =
    content.kind === 'text' ? { kind: 'text', text: content.text } : { kind: 'other', content: content.kind }
  const now = assistant.clock()
  return {
    ...{ id: event.id, kind: 'bot', assistantId: '', conversationId: conversation.id },
    sealed: await assistant.sealer.seal({ ...input, ...(sentAt && { sentAt: sentAt.toISOString() }) }),
    receivedAt: now,
    expiresAt: addSeconds(now, textSeconds),
  }
}
