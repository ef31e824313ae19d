import { and, eq, lte, ne } from 'drizzle-orm'
import type { Erasers } from '#lib/addon/retention/index.ts'
import type { AssistantRetentionItem } from '#lib/assistant/index.ts'
import type { Db } from '../client.ts'
import { assistantConversations, assistants } from '../schema/assistant.ts'
import { outbox } from '../schema/outbox.ts'
import { erasePieces } from './question-pieces.ts'
import { eraserOf } from './remove.ts'

/** What assistants know, grown old. */
export function assistantErasers(db: Db): Erasers<AssistantRetentionItem> {
  const eraser = eraserOf(db)
  return {
    assistant: eraser(
      async ({ remove }, dueBefore) =>
        await remove(assistants, and(ne(assistants.state, 'on'), lte(assistants.updatedAt, dueBefore))),
    ),
    assistant_conversation: eraser(async ({ remove }, dueBefore) => {
      // What the assistant wrote in a conversation goes with what is known of that conversation.
      await remove(outbox, and(eq(outbox.subject, 'conversation'), lte(outbox.at, dueBefore)))
      return await remove(assistantConversations, lte(assistantConversations.lastEventAt, dueBefore))
    }),
    question_piece: eraser(async (all, dueBefore) => await erasePieces(all, db, dueBefore)),
  }
}
