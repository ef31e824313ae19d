import { describe, expect, it } from 'vitest'
import { BaseError } from '#lib/addon/index.ts'
import {
  DivarApiError,
  DivarConnectionError,
  DivarResponseError,
  InvalidInputError,
  toMediaToken,
} from '#lib/divar/index.ts'
import { divarProof } from './divar-proof.ts'

/** A Divar that takes everything, or fails each call in this one way. */
function setUp(failure: Error | null = null) {
  const calls: unknown[][] = []
  const call =
    <T>(name: string, answer: T) =>
    async (...given: unknown[]) => {
      calls.push([name, ...given])
      if (failure) throw failure
      return answer
    }
  const chat = divarProof({
    uploadImage: call('upload', { mediaToken: toMediaToken('media') }),
    sendBotMessageToUser: call('user', { conversationId: null }),
    sendBotMessage: call('conversation', { conversationId: null }),
    sendConversationMessage: call('chat', undefined),
  })
  return { calls, chat }
}

const image = { bytes: new Uint8Array([1]), kind: 'image/jpeg' } as const

describe("sending pictures over Divar's API", () => {
  it('uploads a picture and sends its token without words and buttons', async () => {
    const { calls, chat } = setUp()
    expect(await chat.upload(image)).toEqual({ kind: 'uploaded', mediaToken: 'media' })
    expect(await chat.toChatbotUser('token', 'user', 'media')).toEqual({ kind: 'sent' })
    expect(await chat.toChatbotConversation('talk', 'media')).toEqual({ kind: 'sent' })
    expect(await chat.toChat('token', 'conversation', 'media')).toEqual({ kind: 'sent' })
    const picture = { text: '', mediaToken: 'media' }
    expect(calls).toEqual([
      ['upload', image],
      ['user', { accessToken: 'token', userId: 'user', message: { ...picture, buttons: null } }],
      ['conversation', { conversationId: 'talk', message: { ...picture, buttons: null } }],
      [
        'chat',
        {
          accessToken: 'token',
          conversationId: 'conversation',
          message: { ...picture, senderButtons: null, receiverButtons: null },
        },
      ],
    ])
  })

  it.each([
    [new DivarApiError('upload_image', { httpStatus: 415 }), 'refused', 'upload_http_415'],
    [new DivarApiError('upload_image', { httpStatus: 500 }), 'retry', 'upload_http_500'],
    [new DivarApiError('upload_image', { httpStatus: 403 }), 'retry', 'upload_http_403'],
    [
      new DivarConnectionError('upload_image', { certainlyNotSent: false, reason: 'timeout' }),
      'retry',
      'upload_network_timeout',
    ],
    [new DivarResponseError('upload_image', 'id'), 'retry', 'upload_malformed'],
    [new InvalidInputError('upload_image', 'too large'), 'refused', 'invalid_picture'],
  ])('allows another upload after %s, unless the picture is at fault', async (failure, kind, reason) => {
    expect(await setUp(failure).chat.upload(image)).toMatchObject({ kind, reason })
  })

  it('waits as long as Retry-After says', async () => {
    const failure = new DivarApiError('upload_image', { httpStatus: 429, retryAfterSeconds: 30 })
    expect(await setUp(failure).chat.upload(image)).toMatchObject({ kind: 'retry', retryAfterSeconds: 30 })
  })

  it.each([
    [new DivarApiError('send_conversation_message', { httpStatus: 412, grpcCode: 9 }), 'refused'],
    [new DivarApiError('send_conversation_message', { httpStatus: 401 }), 'unauthorized'],
    [new DivarApiError('send_conversation_message', { httpStatus: 500 }), 'unconfirmed'],
    [
      new DivarConnectionError('send_conversation_message', { certainlyNotSent: true, reason: 'ECONNREFUSED' }),
      'retry',
    ],
    [
      new DivarConnectionError('send_conversation_message', { certainlyNotSent: false, reason: 'timeout' }),
      'unconfirmed',
    ],
  ])('does not send a picture twice after %s', async (failure, kind) => {
    const { chat } = setUp(failure)
    expect(await chat.toChatbotUser('token', 'user', 'media')).toMatchObject({ kind })
    expect(await chat.toChatbotConversation('talk', 'media')).toMatchObject({ kind })
    expect(await chat.toChat('token', 'conversation', 'media')).toMatchObject({ kind })
  })

  it('rethrows a programming error', async () => {
    for (const fault of [new TypeError('a fault'), new BaseError('not_found', 'a fault')]) {
      const { chat } = setUp(fault)
      await expect(chat.upload(image)).rejects.toThrow('a fault')
      await expect(chat.toChat('token', 'conversation', 'media')).rejects.toThrow('a fault')
    }
  })
})
