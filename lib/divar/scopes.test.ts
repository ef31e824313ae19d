import { describe, expect, it } from 'vitest'
import { conversationSend, hasScope, joinScopes, parseScopes, scopes } from './scopes.ts'

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
})
