import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buttonGrid, dynamicActionButton } from './buttons.ts'
import { createDivarClient } from './client.ts'
import { iconNames } from './icons.ts'
import { type ConversationId, type PostToken, toAccessToken, toDivarUserId, toMediaToken, toPostToken } from './ids.ts'

const accessToken = toAccessToken('t')
// As the description writes paths: no checked id has braces.
const conversationId = '{conversation_id}' as ConversationId

type Schema = { properties?: Record<string, { $ref?: string; items?: { $ref?: string } }>; enum?: string[] }
type OpenApi = { paths: Record<string, Record<string, unknown>>; components: { schemas: Record<string, Schema> } }

const file = new URL('../../../shared/kenar/openapi-v3.json', import.meta.url)
const openApi = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OpenApi) : null

/** Every call that the client makes, as Divar's own description of its API names it. */
const operations = [
  ['GET', '/v1/open-platform/users'],
  ['GET', '/v1/open-platform/finder/post/{token}'],
  ['GET', '/v1/open-platform/assets/city'],
  ['GET', '/v1/open-platform/assets/district/{city_slug}'],
  ['GET', '/v1/open-platform/assets/oauth-scope'],
  ['POST', '/v2/open-platform/conversations/{conversation_id}/messages'],
  ['POST', '/v1/open-platform/chat/bot/conversations/{conversation_id}/messages'],
  ['POST', '/v1/open-platform/chat/bot/users/{user_id}/messages'],
  ['POST', '/v1/open-platform/events/subscriptions'],
  ['POST', '/experimental/open-platform/chat/upload'],
] as const

/** Goes to the chat's own host, which Divar describes in prose only. Contract §10. */
const uploadPath = '/upload/image'

/** The fields that the client reads or writes. `phone_numbers` is deprecated, `type` is in prose only. */
const fields: Record<string, string[]> = {
  finderUser: ['user_id', 'phone_number', 'phone_numbers'],
  finderGetPostResponse: ['category', 'city', 'district', 'state', 'chat_enabled', 'data'],
  assetsGetCitiesResponse: ['cities'],
  assetsGetDistrictsResponse: ['districts'],
  assetsEnumOption: ['slug', 'display'],
  assetsGetOAuthScopesResponse: ['scopes'],
  assetsGetOAuthScopesResponseAppOauthScope: ['slug', 'lifecycle_state'],
  ChatAPIConversationSendMessageBody: ['media_token', 'message', 'receiver_buttons', 'sender_buttons'],
  ChatAPIChatBotSendMessageBody: ['buttons', 'media_token', 'text_message'],
  chatapiChatBotSendMessageResponse: ['conversation_id'],
  chatapiGenerateUploadTokenResponse: ['token'],
  eventsRegisterEventSubscriptionRequest: ['event_resource_id', 'event_type', 'metadata'],
  chatapiChatButtonGrid: ['rows'],
  chatapiChatButtonRow: ['buttons'],
  chatapiChatButton: ['action', 'icon', 'caption'],
  addonsAction: ['open_server_link', 'get_dynamic_action', 'open_direct_link'],
  googleRpcStatus: ['code', 'message'],
}

async function callsMade() {
  const made: { method: string; path: string; body: unknown }[] = []
  const names: string[] = []
  const client = createDivarClient({
    apiUrl: 'https://api.example',
    oauthUrl: 'https://oauth.example',
    chatUploadUrl: 'https://chat.example',
    appSlug: 'a',
    apiKey: 'k',
    oauthSecret: 's',
    redirectUri: 'https://app.example/callback',
    fetch: async (url, init) => {
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null
      made.push({ method: String(init?.method), path: new URL(String(url)).pathname, body })
      return Response.json({
        user_id: 'u',
        cities: [{ slug: 'a', display: 'a' }],
        scopes: [{ slug: 'A' }],
        token: 't',
        id: 'm',
      })
    },
    onCall: ({ operation }) => void names.push(operation),
  })
  const grid = buttonGrid([[dynamicActionButton({ icon: 'INFO', caption: 'c' }, {})]])
  await client.getUser({ accessToken })
  await client.getPost({ postToken: '{token}' as PostToken })
  await client.getCities()
  await client.getDistricts({ citySlug: '{city_slug}' })
  await client.getScopes()
  await client.sendConversationMessage({
    ...{ accessToken, conversationId },
    message: { text: 'x', senderButtons: grid, receiverButtons: grid },
  })
  await client.sendBotMessage({ conversationId, message: { text: 'x', buttons: grid } })
  await client.sendBotMessageToUser({
    accessToken,
    userId: toDivarUserId('{user_id}'),
    message: { text: 'x', buttons: grid },
  })
  await client.subscribe({ accessToken, postToken: toPostToken('a'), metadata: {} })
  await client.uploadImage({ bytes: new Uint8Array(1), kind: 'image/png' })
  // The same calls once more, with the other of the two things that a message says.
  const media = { text: '', mediaToken: toMediaToken('m') }
  await client.sendConversationMessage({
    ...{ accessToken, conversationId },
    message: { ...media, senderButtons: grid, receiverButtons: grid },
  })
  await client.sendBotMessage({ conversationId, message: { ...media, buttons: grid } })
  return { made, names }
}

/** Every field that any call to this path sent. */
async function fieldsSentTo(path: string): Promise<string[]> {
  const bodies = (await callsMade()).made
    .filter((made) => decodeURIComponent(made.path) === path)
    .map(({ body }) => body)
  return [...new Set(bodies.flatMap((body) => Object.keys(body as object)))].sort()
}

describe('the client', () => {
  it('makes exactly the calls that are written down here', async () => {
    const made = (await callsMade()).made.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)
    expect([...new Set(made)]).toEqual([...operations.map((one) => one.join(' ')), `POST ${uploadPath}`])
  })

  it('names its calls in words, which are all that a label of a measure may hold', async () => {
    const { names } = await callsMade()
    expect(new Set(names)).toEqual(
      new Set([
        ...['get_user', 'get_post', 'get_cities', 'get_districts', 'get_scopes', 'send_conversation_message'],
        ...['send_bot_message', 'send_bot_message_to_user', 'subscribe', 'create_upload_token', 'upload_image'],
      ]),
    )
    expect(names.filter((name) => !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([])
  })

  it.each([
    ['/v2/open-platform/conversations/{conversation_id}/messages', 'ChatAPIConversationSendMessageBody', ['type']],
    ['/v1/open-platform/chat/bot/conversations/{conversation_id}/messages', 'ChatAPIChatBotSendMessageBody', ['type']],
    ['/v1/open-platform/events/subscriptions', 'eventsRegisterEventSubscriptionRequest', []],
  ])('sends to %s exactly the fields that are written down here', async (path, schema, inProse) => {
    expect(await fieldsSentTo(path)).toEqual([...(fields[schema] ?? []), ...inProse].sort())
  })
})

describe.runIf(openApi !== null)('Divar’s own description of its API', () => {
  const schemas = openApi?.components.schemas ?? {}

  it.each(operations)('has %s %s', (method, path) => {
    expect(Object.keys(openApi?.paths[path] ?? {})).toContain(method.toLowerCase())
  })

  it.each(Object.entries(fields))('has the fields of %s', (name, names) => {
    expect(Object.keys(schemas[name]?.properties ?? {})).toEqual(expect.arrayContaining(names))
  })

  it('has our icons, in the same order, and besides them only brands', () => {
    const icons = schemas.DivarIconsIconName?.enum ?? []
    expect(icons.filter((name) => !name.startsWith('BRAND_'))).toEqual([...iconNames])
  })

  it('has the event that we subscribe to', () => {
    expect(schemas.RegisterEventSubscriptionRequestEventType?.enum).toContain('NEW_MESSAGE_ON_POST')
  })

  it('has the states of a post', () => {
    expect(schemas.finderPostExtState?.enum).toEqual(['PUBLISHED', 'REVIEW_REQ', 'PAYMENT_REQ', 'RETIRED'])
  })
})
