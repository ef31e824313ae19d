import { and, desc, eq } from 'drizzle-orm'
import type { ChatbotDeps, Topic } from '#lib/chatbot/index.ts'
import type { Db, Tx } from '../client.ts'
import { parties } from '../schema/access.ts'
import { botConversations, xoGames } from '../schema/chatbot.ts'
import { shipments } from '../schema/shipping.ts'
import { grantStands } from './grants.ts'

type Methods = Pick<ChatbotDeps, 'linkedUser' | 'shipmentsOf' | 'games' | 'talk'> & {
  /** Keeps whose a chatbot conversation is, by a consent that proved it; false where that was taken back since. */
  link(link: { conversationId: string; divarUserId: string; grantId: string; now: Date }): Promise<boolean>
  /** The newest chatbot conversation of a user, where there is one. */
  conversationOf(divarUserId: string): Promise<string | null>
}

/** Whether the conversation is still this user's; inside a transaction it stays so until that ends. */
export async function isLinkedTo(tx: Tx, conversationId: string, divarUserId: string): Promise<boolean> {
  const linked = and(eq(botConversations.conversationId, conversationId), eq(botConversations.divarUserId, divarUserId))
  const rows = await tx
    .select({ id: botConversations.conversationId })
    .from(botConversations)
    .where(linked)
    .for('share')
  return rows.length === 1
}

/** Links, games and what the chatbot waits for. */
export function chatbotStore(db: Db, now: () => Date): Methods {
  const put = async (on: Db, conversationId: string, change: Partial<typeof botConversations.$inferInsert>) => {
    const updatedAt = now()
    await on
      .insert(botConversations)
      .values({ conversationId, updatedAt, ...change })
      .onConflictDoUpdate({ target: botConversations.conversationId, set: { updatedAt, ...change } })
  }
  const of = async (conversationId: string) => {
    const [row] = await db.select().from(botConversations).where(eq(botConversations.conversationId, conversationId))
    return row ?? null
  }
  return {
    linkedUser: async (conversationId) => (await of(conversationId))?.divarUserId ?? null,

    async shipmentsOf(divarUserId, limit) {
      const isSide = and(eq(parties.conversationId, shipments.conversationId), eq(parties.divarUserId, divarUserId))
      const rows = await db
        .select({ shipment: shipments, side: parties.side })
        .from(shipments)
        .innerJoin(parties, isSide)
        .orderBy(desc(shipments.updatedAt))
        .limit(limit)
      return rows.map(({ shipment, side }) => ({
        trackingCode: shipment.trackingCode,
        itemTitle: shipment.itemTitle,
        state: shipment.state,
        updatedAt: shipment.updatedAt,
        role: side === 'SUPPLY' ? 'sender' : 'receiver',
      }))
    },

    games: {
      async find(conversationId) {
        const [row] = await db.select().from(xoGames).where(eq(xoGames.conversationId, conversationId))
        return row ?? null
      },
      async insert(game) {
        const rows = await db.insert(xoGames).values(game).onConflictDoNothing().returning({ game: xoGames.game })
        return rows.length === 1
      },
      async save(game, expectedVersion) {
        const rows = await db
          .update(xoGames)
          .set(game)
          .where(and(eq(xoGames.conversationId, game.conversationId), eq(xoGames.version, expectedVersion)))
          .returning({ game: xoGames.game })
        return rows.length === 1
      },
    },

    talk: {
      async get(conversationId) {
        const row = await of(conversationId)
        if (!row?.topic || !row.topicUntil) return null
        return { word: row.topic, expiresAt: row.topicUntil } satisfies Topic
      },
      async set(conversationId, topic) {
        await put(db, conversationId, { topic: topic?.word ?? null, topicUntil: topic?.expiresAt ?? null })
      },
    },

    link: async ({ conversationId, divarUserId, grantId, now: linkedAt }) =>
      await db.transaction(async (tx) => {
        if (!(await grantStands(tx, grantId, divarUserId))) return false
        await put(tx, conversationId, { divarUserId, grantId, linkedAt })
        return true
      }),

    async conversationOf(divarUserId) {
      const [row] = await db
        .select({ id: botConversations.conversationId })
        .from(botConversations)
        .where(eq(botConversations.divarUserId, divarUserId))
        .orderBy(desc(botConversations.linkedAt))
        .limit(1)
      return row?.id ?? null
    },
  }
}
