import { type ButtonChoice, findButton, type Outcome, tapBot } from './pages/taps.ts'
import type { Words } from './talk/content.ts'
import { sayToBot, startBot } from './talk/say.ts'
import type { TouchPoint } from './touch-points.ts'
import { type BotConversation, type BotMessage, botOf, findUser, type User, type World } from './world.ts'

export type BotView = { id: string; user: User; blocked: boolean; messages: BotMessage[] }

/** The user of a conversation with the chatbot, by the simulator's own id or the app's. */
type Whose = { userId: string }

export type ChatbotControl = {
  /** What stands in the conversation, oldest first. It is begun where there was none. */
  bot(input: string | Whose): BotView
  /** The user types and sends. */
  botSay(input: Whose & Words): BotMessage
  /** A touch point opens the chatbot: `/start …` comes in the user's name; without an `id` the name alone. */
  botStart(input: Whose & { touchPoint: TouchPoint; id?: string }): BotMessage
  /** A tap on a button under the newest message that has it. */
  botTap(input: Whose & ButtonChoice): Promise<Outcome>
}

export function createChatbotControl(world: World): ChatbotControl {
  return {
    bot: (input) => viewOf(world, botBy(world, typeof input === 'string' ? input : input.userId)),
    botSay: ({ userId, ...words }) => sayToBot(world, botBy(world, userId), words),
    botStart: ({ userId, touchPoint, id }) => startBot(world, botBy(world, userId), touchPoint, id ?? null),
    botTap({ userId, ...choice }) {
      const bot = botBy(world, userId)
      const shown = bot.messages.map((message) => ({ message, grid: message.buttons }))
      const { message, cell } = findButton(shown, choice)
      return tapBot(world, bot, message, cell)
    },
  }
}

function userBy(world: World, id: string): User {
  const user = findUser(world, id)
  if (!user) throw new Error(`no user ${id}`)
  return user
}

const botBy = (world: World, userId: string): BotConversation => botOf(world, userBy(world, userId))

function viewOf(world: World, bot: BotConversation): BotView {
  const { id, blocked, messages } = bot
  return { id, blocked, user: userBy(world, bot.userId), messages: [...messages] }
}
