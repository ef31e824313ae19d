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

describe('scopes', () => {
  it('are joined by spaces, each once', () => {
    const asked = [scopes.userId, scopes.offlineAccess, conversationSend('conv_1'), scopes.userId]
    expect(joinScopes(asked)).toBe('USER_ID offline_access CONVERSATION_SEND_MESSAGE.conv_1')
  })

  it('are read back in one spelling (Contract §14, row 28)', () => {
    expect(parseScopes(' USER_ID+OFFLINE_ACCESS  OpenID ')).toEqual(['USER_ID', 'offline_access', 'openid'])
    expect(parseScopes('')).toEqual([])
  })

  it('are compared exactly, but for the spelling of two', () => {
    const granted = ['USER_ID', 'OFFLINE_ACCESS', 'CONVERSATION_SEND_MESSAGE.abc']
    expect(hasScope(granted, scopes.offlineAccess)).toBe(true)
    expect(hasScope(granted, conversationSend('abc'))).toBe(true)
    expect(hasScope(granted, conversationSend('ABC'))).toBe(false)
    expect(hasScope(granted, scopes.accessRevocation)).toBe(false)
  })

  it('of a post’s conversations name the post (Contract §6.2)', () => {
    const asked = [postConversationsRead('wZDwv-vo'), postConversationsSend('wZDwv-vo'), scopes.chatBotUserSend]
    expect(joinScopes(asked)).toBe(
      'CHAT_POST_CONVERSATIONS_READ.wZDwv-vo CHAT_POST_CONVERSATIONS_MESSAGE_SEND.wZDwv-vo CHAT_BOT_USER_MESSAGE_SEND',
    )
    expect(parseScopes(joinScopes(asked))).toEqual(asked)
  })

  it('of one post are not those of another, of all posts, or of the other deed', () => {
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
