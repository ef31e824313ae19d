import type { MessageHandler } from '#lib/addon/inbox/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import type { AssistantDeps, Listened } from './ports.ts'
import { pieceSeconds } from './rules.ts'
import { answerDueTalks } from './use-cases/answer.ts'
import { bufferMessage, handleTexts } from './use-cases/hear.ts'

type Deps = AssistantDeps & {
  /** The assistant that listens to a post, if any. */
  listening(place: Listened): Promise<string | null>
}

/**
 * Messages in conversations of posts, as the inbox hands them over: `subject` is the assistant, and all that waits for one
 * is handled together.
 */
export function assistantMessages(deps: Deps): MessageHandler<'new_message'> {
  return {
    kind: 'post',
    eventType: 'new_message',
    capture: async (event) => await bufferMessage(deps.listening, event),
    laneOf: ({ subject, conversationId }) => subject ?? conversationId,
    async handle(texts) {
      const assistantId = texts[0]?.subject
      if (assistantId) await handleTexts(deps, assistantId, texts)
    },
    periodic: [
      {
        // Anyone who asked in pieces should not wait for the sweep of the next minute. It may have to wait for Divar.
        name: 'answer_due',
        everySeconds: 5,
        pauseAfterFaultSeconds: 60,
        run: async () => await answerDueTalks(deps),
      },
      {
        name: 'forget_pieces',
        everySeconds: 1,
        pauseAfterFaultSeconds: 0,
        run: async () => await deps.store.forgetPieces(addSeconds(deps.clock(), -pieceSeconds)),
      },
    ],
  }
}
