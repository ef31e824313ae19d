const plainScopes = {
  userId: 'USER_ID',
  userPhone: 'USER_PHONE',
  offlineAccess: 'offline_access',
  accessRevocation: 'NOTIFICATION_ACCESS_REVOCATION',
} as const

export type Scope = (typeof plainScopes)[keyof typeof plainScopes] | `${Uppercase<string>}.${string}`

/** Scopes without a resource. Contract §6.2. */
export const scopes: Readonly<typeof plainScopes> = plainScopes

/** Send into one conversation, as whichever side grants it. Contract §6.2. */
export const conversationSend = (conversationId: string): Scope => `CONVERSATION_SEND_MESSAGE.${conversationId}`

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

export function hasScope(granted: readonly string[], scope: Scope): boolean {
  return granted.some((one) => canonical(one) === canonical(scope))
}
