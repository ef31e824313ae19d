const plainScopes = {
  userId: 'USER_ID',
  userPhone: 'USER_PHONE',
  userPosts: 'USER_POSTS_GET',
  offlineAccess: 'offline_access',
  accessRevocation: 'NOTIFICATION_ACCESS_REVOCATION',
  allConversationsRead: 'CHAT_SUPPLIER_ALL_CONVERSATIONS_READ',
  allConversationsSend: 'CHAT_SUPPLIER_ALL_CONVERSATIONS_MESSAGE_SEND',
  chatBotUserSend: 'CHAT_BOT_USER_MESSAGE_SEND',
} as const

export type Scope = (typeof plainScopes)[keyof typeof plainScopes] | `${Uppercase<string>}.${string}`

/**
 * Scopes without a resource. The two for all conversations hold for every post of the user who grants them, and
 * there for the advertiser's side only. Contract §6.2.
 */
export const scopes: Readonly<typeof plainScopes> = plainScopes

/** Read one conversation; not to be asked for unless reading is indispensable. Contract §6.2 and §7.6. */
export const conversationRead = (conversationId: string): Scope => `CHAT_CONVERSATION_READ.${conversationId}`

/** Send into one conversation, as whichever side grants it. Contract §6.2. */
export const conversationSend = (conversationId: string): Scope => `CONVERSATION_SEND_MESSAGE.${conversationId}`

/** Be told of the messages in all conversations of one post; its advertiser alone can grant it. Contract §6.2. */
export const postConversationsRead = (postToken: string): Scope => `CHAT_POST_CONVERSATIONS_READ.${postToken}`

/** Send into all conversations of one post, as its advertiser. Contract §6.2. */
export const postConversationsSend = (postToken: string): Scope => `CHAT_POST_CONVERSATIONS_MESSAGE_SEND.${postToken}`

/** What goes into one `scope` parameter: `NAME` or `NAME.RESOURCE`, separated by spaces. Contract §6.1. */
export const joinScopes = (asked: readonly string[]): string => [...new Set(asked)].join(' ')

/** Divar's machine-readable list writes these two in capitals, its pages do not. Contract §14, row 28. */
const lowercased = new Set(['offline_access', 'openid'])

const canonical = (scope: string): string => (lowercased.has(scope.toLowerCase()) ? scope.toLowerCase() : scope)

/** The scopes of a token answer, in their canonical spelling, each once. */
export function parseScopes(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\s+]+/)
        .filter((scope) => scope !== '')
        .map(canonical),
    ),
  ]
}

/**
 * Whether exactly this scope was granted, its resource to the letter: one for all posts does not count as one for a
 * single post. Contract §6.2 and §14, row 28.
 */
export function hasScope(granted: readonly string[], scope: Scope): boolean {
  return granted.some((one) => canonical(one) === canonical(scope))
}
