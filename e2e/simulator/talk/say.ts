import { announceBotMessage, announceMessage } from '../events/announce.ts'
import { newUuid } from '../ids.ts'
import { type TouchPoint, touchPoints } from '../touch-points.ts'
import {
  type BotConversation,
  type BotMessage,
  type ChatMessage,
  type Conversation,
  conversationOf,
  type Side,
  userOn,
  type World,
} from '../world.ts'
import { readWords, textContent, type Words } from './content.ts'

const stamp = (world: World) => ({ id: newUuid(), at: world.clock.now().toISOString() })

/** Puts a message into a conversation and tells those who subscribed. */
export function addMessage(world: World, talk: Conversation, message: Omit<ChatMessage, 'id' | 'at'>): ChatMessage {
  const added = { ...message, ...stamp(world) }
  talk.messages.push(added)
  announceMessage(world, talk, added)
  return added
}

/** Puts a message into a chatbot conversation; the user's own go to the app. */
export function addBotMessage(world: World, bot: BotConversation, message: Omit<BotMessage, 'id' | 'at'>): BotMessage {
  const added = { ...message, ...stamp(world) }
  bot.messages.push(added)
  if (!added.byApp) announceBotMessage(world, bot, added)
  return added
}

/** A person types and sends, to the other person. */
export function say(world: World, conversationId: string, side: Side, words: Words): ChatMessage {
  const talk = conversationOf(world, conversationId)
  return addMessage(world, talk, {
    ...readWords(words, world.url, world.settings.messageMax),
    userId: userOn(world, talk, side).id,
    byApp: false,
    senderButtons: [],
    receiverButtons: [],
  })
}

/** A person types and sends, to the chatbot. */
export const sayToBot = (world: World, bot: BotConversation, words: Words): BotMessage =>
  addBotMessage(world, bot, { ...readWords(words, world.url, world.settings.messageMax), byApp: false, buttons: [] })

/** What Divar writes in the user's name where a touch point opens the chatbot. Contract §9. */
export function startBot(world: World, bot: BotConversation, touchPoint: TouchPoint, id: string | null): BotMessage {
  if (!touchPoints.includes(touchPoint)) throw new Error(`touchPoint must be one of ${touchPoints.join(', ')}`)
  const text = `/start ${touchPoint}${id ? ` ${id}` : ''}`
  return addBotMessage(world, bot, { ...textContent(text), byApp: false, buttons: [] })
}
