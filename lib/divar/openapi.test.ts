import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buttonGrid, dynamicActionButton } from './buttons.ts'
import { createDivarClient } from './client.ts'
import { iconNames } from './icons.ts'

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
  ['POST', '/v2/open-platform/conversations/{conversation_id}/messages'],
] as const

/** The fields that the client reads or writes. `phone_numbers` is deprecated, `type` is in prose only. */
const fields: Record<string, string[]> = {
  finderUser: ['user_id', 'phone_number', 'phone_numbers'],
  finderGetPostResponse: ['category', 'city', 'district', 'state', 'chat_enabled', 'data'],
  assetsGetCitiesResponse: ['cities'],
  assetsGetDistrictsResponse: ['districts'],
  assetsEnumOption: ['slug', 'display'],
  ChatAPIConversationSendMessageBody: ['message', 'sender_buttons', 'receiver_buttons'],
  chatapiChatButtonGrid: ['rows'],
  chatapiChatButtonRow: ['buttons'],
  chatapiChatButton: ['action', 'icon', 'caption'],
  addonsAction: ['open_server_link', 'get_dynamic_action', 'open_direct_link'],
  googleRpcStatus: ['code', 'message'],
}

async function callsMade() {
  const made: { method: string; path: string; body: unknown }[] = []
  const client = createDivarClient({
    apiUrl: 'https://api.example',
    oauthUrl: 'https://oauth.example',
    appSlug: 'a',
    apiKey: 'k',
    oauthSecret: 's',
    redirectUri: 'https://app.example/callback',
    fetch: async (url, init) => {
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null
      made.push({ method: String(init?.method), path: new URL(String(url)).pathname, body })
      return Response.json({ user_id: 'u', cities: [{ slug: 'a', display: 'a' }] })
    },
  })
  const grid = buttonGrid([[dynamicActionButton({ icon: 'INFO', caption: 'c' }, {})]])
  await client.getUser('t')
  await client.getPost('{token}')
  await client.getCities()
  await client.getDistricts('{city_slug}')
  await client.sendConversationMessage('t', '{conversation_id}', {
    text: 'x',
    senderButtons: grid,
    receiverButtons: grid,
  })
  return made
}

describe('the client', () => {
  it('makes exactly the calls that are written down here', async () => {
    const made = await callsMade()
    expect(made.map(({ method, path }) => [method, decodeURIComponent(path)])).toEqual(operations)
  })

  it('sends exactly the fields that are written down here', async () => {
    const body = (await callsMade()).at(-1)?.body as Record<string, unknown>
    const { type, ...rest } = body
    expect(type).toBe('TEXT')
    expect(Object.keys(rest).sort()).toEqual(fields.ChatAPIConversationSendMessageBody?.toSorted())
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

  it('has the states of a post', () => {
    expect(schemas.finderPostExtState?.enum).toEqual(['PUBLISHED', 'REVIEW_REQ', 'PAYMENT_REQ', 'RETIRED'])
  })
})
