import type { LaunchHandler } from '#lib/addon/inbox/index.ts'
import { addSeconds, type Clock } from '#lib/kernel/clock.ts'
import type { Sealer } from '#lib/kernel/seal.ts'

type Link = { chatbot: string; userId: string; until: string }
type Deps = { clock: Clock; sealer: Sealer }

const linkSeconds = 10 * 60

/**
 * The chatbot's button that says whose conversation it is: which one is to be linked and who tapped there, sealed for an
 * address. Sent on to somebody else it is of no use: only a consent of the very user who tapped links anything. Without a user
 * of Divar's there is nobody to link it to.
 */
export function chatbotLinks({ clock, sealer }: Deps): LaunchHandler {
  return {
    button: { key: 'chatbot', value: 'link' },
    async onLaunch({ side, conversationId, userId }) {
      if (side !== null || conversationId === null || userId === null) return null
      const until = addSeconds(clock(), linkSeconds).toISOString()
      const sealed = await sealer.seal({ chatbot: conversationId, userId, until } satisfies Link)
      return `/chatbot/link?from=${encodeURIComponent(sealed)}`
    },
  }
}

/** Null: no such link, or too old. */
export async function readChatbotLink(
  { clock, sealer }: Deps,
  sealed: string,
): Promise<{ conversationId: string; launchUserId: string } | null> {
  const link = await sealer.open<Partial<Link>>(sealed).catch(() => null)
  if (typeof link?.chatbot !== 'string' || typeof link.userId !== 'string' || typeof link.until !== 'string')
    return null
  return new Date(link.until) > clock() ? { conversationId: link.chatbot, launchUserId: link.userId } : null
}
