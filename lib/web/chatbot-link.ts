import 'server-only'
import type { Launch } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { type Services, services } from '#lib/services.ts'

type Link = { chatbot: string; userId: string; until: string }

const linkSeconds = 10 * 60

/** The chatbot's button that says whose conversation it is. Without a user of Divar's there is nobody to link it to. */
export const isChatbotLink = (launch: Launch): launch is Launch & { conversationId: string; userId: string } =>
  launch.data.chatbot === 'link' && launch.side === null && launch.conversationId !== null && launch.userId !== null

/**
 * Which chatbot conversation is to be linked and who tapped there, sealed for an address. Sent on to somebody else it is
 * of no use: only a consent of the very user who tapped links anything.
 */
export async function chatbotLink(
  app: Pick<Services, 'clock' | 'access'>,
  { conversationId, userId }: { conversationId: string; userId: string },
): Promise<string> {
  const until = addSeconds(app.clock(), linkSeconds).toISOString()
  return encodeURIComponent(await app.access.sealer.seal({ chatbot: conversationId, userId, until } satisfies Link))
}

/** Null: no such link, or too old. */
export async function readChatbotLink(
  app: Pick<Services, 'clock' | 'access'>,
  sealed: string,
): Promise<{ conversationId: string; launchUserId: string } | null> {
  const link = await app.access.sealer.open<Partial<Link>>(sealed).catch(() => null)
  if (typeof link?.chatbot !== 'string' || typeof link.userId !== 'string' || typeof link.until !== 'string')
    return null
  return new Date(link.until) > app.clock() ? { conversationId: link.chatbot, launchUserId: link.userId } : null
}

export const chatbotLinkIsGood = async (sealed: string): Promise<boolean> =>
  (await readChatbotLink(await services(), sealed)) !== null
