import { cleanText } from '#lib/kernel/text.ts'
import type { ConversationState } from '../assistant.ts'
import type { AssistantDeps } from '../ports.ts'
import { nothingOpen } from '../rules.ts'
import { offerOf } from './answer.ts'
import { isOwnedBy, type Owner } from './turn-on.ts'

export const maxReplyLength = 1000

type Replied =
  | { kind: 'queued'; messageId: string }
  | { kind: 'empty' }
  | { kind: 'too_long'; characters: number }
  /** Not this seller's, or never seen. */
  | { kind: 'not_found' }
  /** The offer stands in this conversation already. */
  | { kind: 'already' }

type Deps = Pick<AssistantDeps, 'store' | 'transaction' | 'clock' | 'sealer' | 'offer'>

/**
 * The seller answers by hand, in a conversation that the assistant has seen; it is silent there from then on. The same
 * words from the same `form` once more are the same reply; others, as after going back, are one of their own.
 */
export async function replyByHand(
  deps: Deps,
  owner: Owner,
  input: { id: string; conversationId: string; text: string; form: string },
): Promise<Replied> {
  const text = cleanText(input.text, { max: maxReplyLength * 2, multiline: true })
  const characters = [...text].length
  if (characters === 0) return { kind: 'empty' }
  if (characters > maxReplyLength) return { kind: 'too_long', characters }
  const sealedText = await deps.sealer.seal(text)
  return await write(deps, owner, input, (grantId) => ({
    kind: 'reply',
    text: '',
    sealedText,
    form: `${input.form}\n${text}`,
    grantId,
    conversationId: input.conversationId,
    receiverButtons: null,
  }))
}

/** The seller sends the shipping offer by hand, once per conversation like the assistant itself. */
export async function offerByHand(
  deps: Deps,
  owner: Owner,
  input: { id: string; conversationId: string },
): Promise<Replied> {
  const assistant = await deps.store.find(input.id)
  const talk = await deps.store.talk(input.id, input.conversationId)
  if (!assistant || !talk) return { kind: 'not_found' }
  const { postToken, askedCity } = talk
  // Only to a question that waits does it answer; else what the buyer wrote may have been about anything.
  const topic = talk.answerDueAt === null ? null : talk.askedTopic
  const offer = await deps.offer({ postToken, topic, askedCity, settings: assistant })
  return await write(deps, owner, input, (grantId) => offerOf(grantId, input.conversationId, offer))
}

type Message = Parameters<Parameters<Parameters<Deps['transaction']>[0]>[0]['queue']>[0]

async function write(
  deps: Deps,
  owner: Owner,
  { id, conversationId }: { id: string; conversationId: string },
  message: (grantId: string) => Message,
): Promise<Replied> {
  return await deps.transaction(async (tx): Promise<Replied> => {
    const now = deps.clock()
    const assistant = await tx.lock(id)
    const [talk] = await tx.talks(id, [conversationId])
    const isTheirs = assistant !== null && isOwnedBy(assistant, owner)
    if (!isTheirs || !talk || assistant.grantId === null) return { kind: 'not_found' }
    const made = message(assistant.grantId)
    const queued = await tx.queue(made)
    if (!queued.created) return made.kind === 'reply' ? { kind: 'queued', messageId: queued.id } : { kind: 'already' }
    const silent: ConversationState = { ...talk, ...nothingOpen, sellerWroteAt: now }
    await tx.putTalks([made.kind === 'offer' ? { ...silent, answeredAt: now } : silent])
    return { kind: 'queued', messageId: queued.id }
  })
}
