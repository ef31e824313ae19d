import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type BotMessage,
  createDivarClient,
  DivarResponseError,
  type OutgoingMessage,
  toAccessToken,
  toConversationId,
  toDivarUserId,
} from '#lib/divar/index.ts'
import { divarChat, sendOutcomeOf } from './divar-chat.ts'

const inChat = { channel: 'conversation', conversationId: 'conversation-1', grantId: 'grant-1' } as const
const inBot = { channel: 'bot_user', conversationId: '', grantId: 'grant-1' } as const

const message: OutgoingMessage = { text: 'سلام', senderButtons: null, receiverButtons: null }

let server: Server | undefined

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server?.listening ? server.close(resolve) : resolve(null)))
  server = undefined
})

async function chatAgainst(answer: (response: ServerResponse) => void) {
  const calls: string[] = []
  const listening = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => answer(response))
  })
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const client = clientAt((listening.address() as AddressInfo).port)
  const nobody = divarChat(client, async () => null)
  const person = async () => ({ divarUserId: 'a+b/c=', botConversationId: 'bot-1' })
  const unlinked = async () => ({ divarUserId: 'a+b/c=', botConversationId: null })
  return { chat: nobody, linked: divarChat(client, person), unlinked: divarChat(client, unlinked), client, calls }
}

function clientAt(port: number) {
  const url = `http://127.0.0.1:${port}`
  const rest = { appSlug: 'peyk', apiKey: 'key', oauthSecret: 'secret', redirectUri: 'http://localhost:3000/back' }
  return createDivarClient({ ...rest, apiUrl: url, oauthUrl: url, chatUploadUrl: url, timeoutsMs: { send: 300 } })
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

describe("the chat over Divar's API", () => {
  it.each([
    ['200', json(200, { status: 200 }), { kind: 'sent' }],
    ['201 without a body', (response: ServerResponse) => response.writeHead(201).end(), { kind: 'sent' }],
    ['200 with a body that is no JSON', (response: ServerResponse) => response.end('<html>'), { kind: 'sent' }],
    ['412 code 9', json(412, { code: 9, message: 'blocked' }), { kind: 'refused', reason: 'http_412_code_9' }],
    ['400', json(400, {}), { kind: 'refused', reason: 'http_400' }],
    ['403', json(403, { code: 7 }), { kind: 'refused', reason: 'http_403_code_7' }],
    ['401', json(401, { code: 16 }), { kind: 'unauthorized' }],
    ['429', json(429, { code: 8 }), { kind: 'retry', retryAfterSeconds: null, reason: 'http_429_code_8' }],
    [
      '429 with Retry-After',
      json(429, {}, { 'retry-after': '7' }),
      { kind: 'retry', retryAfterSeconds: 7, reason: 'http_429' },
    ],
    ['503', json(503, {}), { kind: 'retry', retryAfterSeconds: null, reason: 'http_503' }],
    ['500', json(500, { code: 13 }), { kind: 'unconfirmed', reason: 'http_500_code_13' }],
    ['502', json(502, {}), { kind: 'unconfirmed', reason: 'http_502' }],
    ['302', json(302, {}, { location: '/elsewhere' }), { kind: 'unconfirmed', reason: 'http_302' }],
  ])('maps the answer %s to its outcome after one call', async (_name, answer, outcome) => {
    const { chat, calls } = await chatAgainst(answer)
    expect(await chat.send('token', inChat, message)).toEqual(outcome)
    expect(calls).toEqual(['POST /v2/open-platform/conversations/conversation-1/messages'])
  })

  it('sends to a chatbot user by user id', async () => {
    const { linked, calls } = await chatAgainst(json(200, { conversation_id: 'bot-1' }))
    expect(await linked.send('token', inBot, message)).toEqual({ kind: 'sent' })
    expect(calls).toEqual(['POST /v1/open-platform/chat/bot/users/a%2Bb%2Fc%3D/messages'])
  })

  it('sends to the linked conversation when the send by user certainly failed', async () => {
    const failing = [403, 200]
    const { linked, calls } = await chatAgainst((response) => json(failing.shift() ?? 200, {})(response))
    expect(await linked.send('token', inBot, message)).toEqual({ kind: 'sent' })
    expect(calls.at(-1)).toBe('POST /v1/open-platform/chat/bot/conversations/bot-1/messages')
  })

  it.each([
    ['429, then 200', [429, 200], { kind: 'sent' }, 2],
    ['403, then 401: there is no token to refresh', [403, 401], { kind: 'refused', reason: 'http_401' }, 2],
    ['403, then 500', [403, 500], { kind: 'unconfirmed', reason: 'http_500' }, 2],
    ['403, then 429', [403, 429], { kind: 'retry', retryAfterSeconds: null, reason: 'http_429' }, 2],
    ['401, which a new token may cure', [401], { kind: 'unauthorized' }, 1],
    ['500, which may have arrived', [500], { kind: 'unconfirmed', reason: 'http_500' }, 1],
  ])('chooses between user and conversation in the chatbot: %s', async (_name, statuses, outcome, count) => {
    const answers = [...statuses]
    const { linked, calls } = await chatAgainst((response) => json(answers.shift() ?? 200, {})(response))
    expect(await linked.send('token', inBot, message)).toEqual(outcome)
    expect(calls).toHaveLength(count)
  })

  it('tries only the user when no conversation is linked, and nothing without a grant', async () => {
    const { unlinked, linked, calls } = await chatAgainst(json(403, {}))
    expect(await unlinked.send('token', inBot, message)).toEqual({ kind: 'refused', reason: 'http_403' })
    expect(calls).toHaveLength(1)
    const withoutGrant = { ...inBot, grantId: null }
    expect(await linked.send('token', withoutGrant, message)).toEqual({ kind: 'refused', reason: 'nobody' })
    expect(calls).toHaveLength(1)
  })

  it('does not send a notice twice and not without a receiver', async () => {
    const { linked, unlinked, chat, calls } = await chatAgainst(json(500, {}))
    expect(await linked.send('token', inBot, message)).toMatchObject({ kind: 'unconfirmed' })
    expect(await unlinked.send('token', inBot, message)).toMatchObject({ kind: 'unconfirmed' })
    expect(await chat.send('token', inBot, message)).toEqual({ kind: 'refused', reason: 'nobody' })
    expect(calls).toHaveLength(2)
  })

  it('reports an unknown outcome when no answer comes', async () => {
    const { chat } = await chatAgainst(() => undefined)
    expect(await chat.send('token', inChat, message)).toMatchObject({ kind: 'unconfirmed' })
  })

  it('reports an unknown outcome when the connection drops', async () => {
    const { chat, calls } = await chatAgainst((response) => response.socket?.destroy())
    expect(await chat.send('token', inChat, message)).toMatchObject({ kind: 'unconfirmed' })
    expect(calls).toHaveLength(1)
  })

  it('allows a retry after a refused connection, since nothing was sent', async () => {
    const { chat } = await chatAgainst(() => undefined)
    await new Promise((resolve) => server?.close(resolve))
    expect(await chat.send('token', inChat, message)).toMatchObject({ kind: 'retry' })
  })

  it("refuses a message beyond Divar's limits before it is sent", async () => {
    const { chat, calls } = await chatAgainst(json(200, {}))
    const outcome = await chat.send('token', inChat, { ...message, text: ' ' })
    expect(outcome).toEqual({ kind: 'refused', reason: 'invalid_message' })
    expect(calls).toEqual([])
  })
})

describe('the meaning of a failed send in the chatbot', () => {
  const botMessage: BotMessage = { text: 'سلام', buttons: null }

  it.each([
    ['412 code 9', json(412, { code: 9 }), { kind: 'refused', reason: 'http_412_code_9' }],
    ['401', json(401, { code: 16 }), { kind: 'unauthorized' }],
    ['429', json(429, { code: 8 }), { kind: 'retry', retryAfterSeconds: null, reason: 'http_429_code_8' }],
    ['the plain 500', json(500, {}), { kind: 'unconfirmed', reason: 'http_500' }],
    ['no answer', () => undefined, { kind: 'unconfirmed', reason: 'network_timeout' }],
  ])('is as expected for: %s', async (_name, answer, outcome) => {
    const { client, calls } = await chatAgainst(answer)
    const error: unknown = await client
      .sendBotMessageToUser({
        accessToken: toAccessToken('token'),
        userId: toDivarUserId('user-1'),
        message: botMessage,
      })
      .catch((cause) => cause)
    expect(sendOutcomeOf(error)).toEqual(outcome)
    expect(calls).toEqual(['POST /v1/open-platform/chat/bot/users/user-1/messages'])
  })

  it('is a refusal when a message is beyond the limits, before it is sent', async () => {
    const { client, calls } = await chatAgainst(json(200, {}))
    const error: unknown = await client
      .sendBotMessage({ conversationId: toConversationId('c'), message: { ...botMessage, text: '' } })
      .catch((cause) => cause)
    expect(sendOutcomeOf(error)).toEqual({ kind: 'refused', reason: 'invalid_message' })
    expect(calls).toEqual([])
  })

  it('does not cover other errors, which are rethrown', () => {
    for (const fault of [new TypeError('a programming error'), new DivarResponseError('get_user', 'no object')]) {
      expect(() => sendOutcomeOf(fault)).toThrow(fault)
    }
  })
})
