import { wireContent } from '../talk/content.ts'
import {
  type BotConversation,
  type BotMessage,
  type ChatMessage,
  type Conversation,
  sideOf,
  type World,
} from '../world.ts'
import { subscriptionsFor } from './live.ts'
import { queueEvent } from './queue.ts'

/** NEW_MESSAGE, once for each subscription that lives at this moment. Contract §11.2. */
export function announceMessage(world: World, talk: Conversation, message: ChatMessage): void {
  for (const { metadata } of subscriptionsFor(world, talk.postToken)) {
    queueEvent(world, {
      type: 'NEW_MESSAGE',
      ...(metadata === null ? {} : { metadata }),
      new_message: {
        id: message.id,
        conversation: { id: talk.id, type: 'POST', post_token: talk.postToken },
        sender: {
          side: sideOf(talk, message.userId) === 'SUPPLY' ? 'SELLER' : 'BUYER',
          type: message.byApp ? 'BOT' : world.settings.humanWord,
        },
        sent_at: microseconds(message.at),
        ...wireContent(message),
      },
    })
  }
}

/** NEW_CHATBOT_MESSAGE, which needs no subscription. Contract §9; who wrote stays out unless a setting says so. */
export function announceBotMessage(world: World, bot: BotConversation, message: BotMessage): void {
  const { settings } = world
  const user = world.users.get(bot.userId)
  queueEvent(world, {
    type: 'NEW_CHATBOT_MESSAGE',
    new_chatbot_message: {
      id: message.id,
      conversation: { id: bot.id, type: 'BOT' },
      sender: {
        type: settings.humanWord,
        ...(settings.chatbotEventSide ? { side: 'BUYER' } : {}),
        ...(settings.chatbotEventUserId ? { user_id: user?.idForApp ?? null } : {}),
      },
      sent_at: microseconds(message.at),
      ...wireContent(message),
    },
  })
}

const microseconds = (at: string): number => new Date(at).getTime() * 1000
