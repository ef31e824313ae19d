import { describe, expect, it } from 'vitest'
import {
  conversationSend,
  hasScope,
  joinScopes,
  parseScopes,
  postConversationsRead,
  postConversationsSend,
  scopes,
} from './scopes.ts'

describe('OAuth scopes', () => {
  it('are joined by spaces without duplicates', () => {
    const asked = [scopes.userId, scopes.offlineAccess, conversationSend('conv_1'), scopes.userId]
    expect(joinScopes(asked)).toBe('USER_ID offline_access CONVERSATION_SEND_MESSAGE.conv_1')
  })

  it('are normalised when read (Contract §14, row 28)', () => {
    expect(parseScopes(' USER_ID+OFFLINE_ACCESS  OpenID ')).toEqual(['USER_ID', 'offline_access', 'openid'])
    expect(parseScopes('')).toEqual([])
  })

  it('are compared exactly except for the case of offline_access and openid', () => {
    const granted = ['USER_ID', 'OFFLINE_ACCESS', 'CONVERSATION_SEND_MESSAGE.abc']
    expect(hasScope(granted, scopes.offlineAccess)).toBe(true)
    expect(hasScope(granted, conversationSend('abc'))).toBe(true)
    expect(hasScope(granted, conversationSend('ABC'))).toBe(false)
    expect(hasScope(granted, scopes.accessRevocation)).toBe(false)
  })

  it("for a post's conversations name the post (Contract §6.2)", () => {
    const asked = [postConversationsRead('wZDwv-vo'), postConversationsSend('wZDwv-vo'), scopes.chatBotUserSend]
    expect(joinScopes(asked)).toBe(
      'CHAT_POST_CONVERSATIONS_READ.wZDwv-vo CHAT_POST_CONVERSATIONS_MESSAGE_SEND.wZDwv-vo CHAT_BOT_USER_MESSAGE_SEND',
    )
    expect(parseScopes(joinScopes(asked))).toEqual(asked)
  })

  it('for one post differ from those for another, for all posts, and for the other operation', () => {
    const granted = parseScopes(`${postConversationsRead('gZd7omnS')} ${scopes.allConversationsSend}`)
    expect(hasScope(granted, postConversationsRead('gZd7omnS'))).toBe(true)
    expect(hasScope(granted, scopes.allConversationsSend)).toBe(true)
    for (const other of [
      postConversationsRead('gZd7omn'),
      postConversationsRead('gzd7omns'),
      postConversationsSend('gZd7omnS'),
      scopes.allConversationsRead,
    ]) {
      expect(hasScope(granted, other)).toBe(false)
    }
  })
})
