import type { ActionHandler } from '#lib/addon/inbox/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { BotReply, BotTurn } from './turn.ts'

type Deps = {
  clock: Clock
  tap(turn: BotTurn): Promise<BotReply>
  /** Counts one tap: whether it is over the limit. */
  isOverLimit(conversationId: string): Promise<boolean>
  tooManyText: string
}

/** A tap in the chatbot. Its own conversation is all that it acts on, so that it needs no side. Contract §4. */
export function chatbotTaps({ clock, tap, isOverLimit, tooManyText }: Deps): ActionHandler {
  return {
    button: { key: 'skill' },
    needs: 'conversation',
    async onAction({ data }, conversationId) {
      if (await isOverLimit(conversationId)) return tooManyText
      return (await tap({ conversationId, at: clock(), input: { kind: 'tap', data } })).toast
    },
  }
}
