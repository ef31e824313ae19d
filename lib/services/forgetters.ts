import type { Forgetter } from '#lib/addon/retention/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { forgetAssistants } from '#lib/db/stores/forget-assistant.ts'
import { forgetBotConversations, forgetNotices } from '#lib/db/stores/forget-chatbot.ts'
import { forgetProofsOfUser } from '#lib/db/stores/forget-proofs.ts'
import { forgetUser } from '#lib/db/stores/forget-user.ts'
import type { PeykForgets } from '#lib/peyk.ts'

/** How each domain forgets a user, in this order: by whose notices it were, proofs are found. */
const peykForgetters: Readonly<Record<PeykForgets, Forgetter<Tx>>> = {
  assistants: forgetAssistants,
  bot_conversations: forgetBotConversations,
  proofs: forgetProofsOfUser,
  notices: forgetNotices,
}

/** Everything of a user that hangs on no seat, and what their seats know of them. */
export const forgetPeykUser = async (tx: Tx, divarUserId: string, now: Date): Promise<{ grants: number }> =>
  await forgetUser(tx, peykForgetters, { divarUserId, now })
