import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { userPostStates } from './api/user-posts.ts'
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
  ['GET', '/v1/open-platform/users', 'getUser'],
  ['POST', '/v1/open-platform/get-user-id-by-phone', 'getUserIdByPhone'],
  ['GET', '/v1/open-platform/finder/post/{token}', 'getPost'],
  ['GET', '/v1/open-platform/finder/user-posts', 'getUserPosts'],
  ['GET', '/v1/open-platform/user-post/{token}', 'getUserPost'],
  ['POST', '/v2/open-platform/finder/post', 'searchPosts'],
  ['GET', '/v1/open-platform/chat/conversations/{conversation_id}', 'getConversation'],
  ['GET', '/v1/open-platform/assets/city', 'getCities'],
  ['GET', '/v1/open-platform/assets/district/{city_slug}', 'getDistricts'],
  ['GET', '/v1/open-platform/assets/category', 'getCategories'],
  ['GET', '/v1/open-platform/assets/service-type', 'getServiceTypes'],
  ['GET', '/v1/open-platform/assets/oauth-scope', 'getScopes'],
  ['POST', '/v2/open-platform/conversations/{conversation_id}/messages', 'sendConversationMessage'],
  ['POST', '/v1/open-platform/chat/bot/conversations/{conversation_id}/messages', 'sendBotMessage'],
  ['POST', '/v1/open-platform/chat/bot/users/{user_id}/messages', 'sendBotMessageToUser'],
  ['POST', '/v1/open-platform/events/subscriptions', 'subscribe'],
  ['POST', '/experimental/open-platform/chat/upload', 'createUploadToken'],
] as const

/** Goes to the chat's own host, which Divar describes in prose only. Contract §10. */
const uploadPath = '/upload/image'

/** The fields that the client reads or writes. `phone_numbers` is deprecated, `type` is in prose only. */
const fields: Record<string, string[]> = {
  finderUser: ['user_id', 'phone_number', 'phone_numbers'],
  finderGetPostResponse: ['category', 'city', 'district', 'state', 'chat_enabled', 'data'],
  finderGetUserIDByPhoneRequest: ['phone'],
  finderGetUserIDByPhoneResponse: ['user_id'],
  finderGetUserPostsResponse: ['posts'],
  GetUserPostsResponsePost: ['category', 'images', 'is_phone_hidden', 'title', 'token'],
  postGetUserPostResponse: ['general_data', 'reject_reason', 'state'],
  postPostGeneralData: [
    ...['category_slug', 'chat_enabled', 'city', 'description', 'district', 'hide_phone', 'images', 'title'],
  ],
  finderSearchPostsV2Request: ['category', 'city', 'districts', 'query'],
  finderSearchQuery: [
    ...['brand_model', 'credit', 'only_with_parking', 'production_year', 'rent', 'rooms', 'size', 'usage'],
  ],
  finderSearchQueryNumberRange: ['max', 'min'],
  finderSearchPostV2Response: ['posts'],
  finderSearchPostItem: ['category', 'city', 'last_modified_at', 'price', 'title', 'token'],
  SearchPostItemPrice: ['mode', 'value'],
  chatapiGetConversationResponse: ['conversation', 'messages'],
  chatapiConversation: ['post_token', 'type'],
  chatapiMessage: ['id', 'sender', 'sent_at', 'text', 'type'],
  MessageSender: ['side', 'type'],
  assetsGetCategoriesResponse: ['categories'],
  assetsGetServiceTypesResponse: ['service_types'],
  GetServiceTypesResponseServiceTypeData: ['slug', 'display'],
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

const clientSource = readFileSync(new URL('client.ts', import.meta.url), 'utf8')

/** The comment above a member of `DivarClient`. */
const commentOf = (name: string): string =>
  new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s+${name}\\(`).exec(clientSource)?.[1] ?? ''

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
        categories: [{ slug: 'a', display: 'a' }],
        service_types: [{ slug: 'A', display: 'a' }],
        scopes: [{ slug: 'A' }],
        token: 't',
        id: 'm',
      })
    },
    onCall: ({ operation }) => void names.push(operation),
  })
  const grid = buttonGrid([[dynamicActionButton({ icon: 'INFO', caption: 'c' }, {})]])
  await client.getUser({ accessToken })
  await client.getUserIdByPhone({ phone: '09120000000' })
  await client.getPost({ postToken: '{token}' as PostToken })
  await client.getUserPosts({ accessToken })
  await client.getUserPost({ accessToken, postToken: '{token}' as PostToken })
  const range = { min: 1, max: 2 }
  const filters = { brandModels: ['x'], rooms: ['2'], onlyWithParking: true, credit: range, rent: range, size: range }
  await client.searchPosts({
    category: 'a',
    city: 'a',
    districts: ['a'],
    filters: { ...filters, productionYear: range, usage: range },
  })
  await client.getConversation({ accessToken, conversationId })
  await client.getCities()
  await client.getDistricts({ citySlug: '{city_slug}' })
  await client.getCategories()
  await client.getServiceTypes()
  await client.getScopes()
  await client.sendConversationMessage({
    accessToken,
    conversationId,
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
    accessToken,
    conversationId,
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

describe("the client's calls", () => {
  it('are exactly those listed in this test', async () => {
    const made = (await callsMade()).made.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)
    expect([...new Set(made)]).toEqual([
      ...operations.map(([method, path]) => `${method} ${path}`),
      `POST ${uploadPath}`,
    ])
  })

  it('have names of a fixed set, usable as labels of a metric', async () => {
    const { names } = await callsMade()
    expect(new Set(names)).toEqual(
      new Set([
        ...['get_user_id_by_phone', 'get_user_posts', 'get_user_post', 'search_posts', 'get_conversation'],
        ...['get_categories', 'get_service_types'],
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
    ['/v1/open-platform/get-user-id-by-phone', 'finderGetUserIDByPhoneRequest', []],
    ['/v2/open-platform/finder/post', 'finderSearchPostsV2Request', []],
  ])('send to %s exactly the fields listed in this test', async (path, schema, inProse) => {
    expect(await fieldsSentTo(path)).toEqual([...(fields[schema] ?? []), ...inProse].sort())
  })
})

describe.runIf(openApi !== null)("Divar's own OpenAPI description", () => {
  const schemas = openApi?.components.schemas ?? {}

  it.each(operations)('has the call %s %s', (method, path) => {
    expect(Object.keys(openApi?.paths[path] ?? {})).toContain(method.toLowerCase())
  })

  it.each(Object.entries(fields))('has the fields of %s', (name, names) => {
    expect(Object.keys(schemas[name]?.properties ?? {})).toEqual(expect.arrayContaining(names))
  })

  it("has the client's icons in the same order, and otherwise only brands", () => {
    const icons = schemas.DivarIconsIconName?.enum ?? []
    expect(icons.filter((name) => !name.startsWith('BRAND_'))).toEqual([...iconNames])
  })

  it('has the events that can be subscribed to', () => {
    expect(schemas.RegisterEventSubscriptionRequestEventType?.enum).toEqual(['NEW_MESSAGE_ON_POST', 'POST_UPDATE'])
  })

  it.each(operations)('names for %s %s the permission that the client names for %s', (method, path, name) => {
    const text = JSON.stringify(openApi?.paths[path]?.[method.toLowerCase()])
    const [, permission] = /API Key مورد نیاز:\\n\\n- `([A-Z_]+)`/.exec(text) ?? []
    if (permission === undefined) expect(path).toContain('/assets/')
    else expect(commentOf(name)).toContain(`Permission \`${permission}\``)
  })

  it("has the states of a user's own post", () => {
    const written = schemas.postPostState?.enum?.map((state) => state.replace('POST_STATE_', ''))
    expect(written).toEqual([...userPostStates])
  })

  it('has the states of a post', () => {
    expect(schemas.finderPostExtState?.enum).toEqual(['PUBLISHED', 'REVIEW_REQ', 'PAYMENT_REQ', 'RETIRED'])
  })
})
