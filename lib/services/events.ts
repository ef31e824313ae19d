import { type AccessDeps, type AccessStore, type ReceivedEvent, receiveEvent } from '../access/index.ts'
import { type AssistantDeps, type EventText, overhear, textSeconds } from '../assistant/index.ts'
import type { BotTurn } from '../chatbot/index.ts'
import type { DivarEvent } from '../divar/index.ts'
import { addSeconds } from '../kernel/clock.ts'
import { type EraseDeps, eraseDivarUser } from './erase-person.ts'

export type EventDeps = {
  access: AccessDeps
  erase: EraseDeps
  assistant: AssistantDeps
  /** An event's id and its text, both or none. */
  transaction<T>(
    work: (tx: { access: AccessStore; insertText(text: EventText): Promise<void> }) => Promise<T>,
  ): Promise<T>
  /** A text waits to be handled. */
  kick(): void
}

/**
 * Takes an event of Divar in: its id once, and what must be handled of it, sealed, in one transaction; the answer to Divar
 * waits for nothing else. Contract §11.
 */
export async function takeEvent(deps: EventDeps, event: DivarEvent): Promise<ReceivedEvent> {
  const { access, assistant } = deps
  const text = await textOf(assistant, event)
  if (!text) {
    const erase = async (divarUserId: string) => await eraseDivarUser(deps.erase, divarUserId)
    return await receiveEvent({ ...access, erase }, event)
  }
  const isNew = await deps.transaction(async (tx) => {
    const added = await tx.access.insertEvent({ id: event.id, type: event.type, receivedAt: access.clock() })
    if (added) await tx.insertText(text)
    return added
  })
  if (isNew) deps.kick()
  return { kind: isNew ? 'stored' : 'repeated' }
}

async function textOf(assistant: AssistantDeps, event: DivarEvent): Promise<EventText | null> {
  if (event.type === 'new_message') return await overhear(assistant, event)
  if (event.type !== 'new_chatbot_message' || event.message.sender.bot) return null
  const { content, conversation } = event.message
  const input: BotTurn['input'] =
    content.kind === 'text' ? { kind: 'text', text: content.text } : { kind: 'other', content: content.kind }
  const now = assistant.clock()
  return {
    ...{ id: event.id, kind: 'bot', assistantId: '', conversationId: conversation.id },
    sealed: await assistant.sealer.seal(input),
    receivedAt: now,
    expiresAt: addSeconds(now, textSeconds),
  }
}
