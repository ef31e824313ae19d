import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from './api/endpoints.ts'
import { type Harness, startHarness, talkId } from './testing/harness.ts'
import { misfits, type Schema } from './testing/schema.ts'

describe('the check of an answer against a schema', () => {
  const shape: Schema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string' }, size: { type: 'string', format: 'uint64' }, kind: { enum: ['A'] } },
  }
  const list: Schema = { type: 'array', items: { $ref: '#/components/schemas/Shape' } }
  const faults = (value: unknown) => misfits({ Shape: shape }, list, value)

  it('finds unknown, missing and mistyped fields and values outside of the enum', () => {
    expect(faults([{ id: 'a', size: '7', kind: 'A' }])).toEqual([])
    expect(faults([{ id: 7, size: 'x', kind: 'B', more: 1 }, {}])).toEqual([
      '$[0].id is no string',
      '$[0].size is no number',
      '$[0].kind is B, none of the enum',
      '$[0].more is unknown',
      '$[1].id is missing',
    ])
    expect(faults({})).toEqual(['$ is no list'])
    expect(faults([1])).toEqual(['$[0] is no object'])
  })
})

const file = new URL('../../../shared/kenar/openapi-v3.json', import.meta.url)

// Registered only where Divar's OpenAPI description lies next to the project: a skipped test would say nothing.
if (existsSync(file)) {
  describe('every answer fits the OpenAPI description of Divar', () => {
    type Operation = { responses: Record<string, { content: { 'application/json': { schema: Schema } } }> }
    const api: { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } } =
      JSON.parse(readFileSync(file, 'utf8'))
    const schemaOf = (path: RegExp, method: string, response: '200' | 'default'): Schema => {
      const found = Object.entries(api.paths).find(([name]) => path.test(name.replaceAll(/[{}]/g, '')))
      const schema = found?.[1][method.toLowerCase()]?.responses[response]?.content['application/json'].schema
      if (!schema) throw new Error(`no schema of ${method} ${path.source}`)
      return schema
    }

    let divar: Harness
    let token = ''
    let calls: Record<string, { path: string; body?: unknown }[]> = {}
    beforeAll(async () => {
      divar = await startHarness()
      const scopes = ['USER_ID', 'USER_PHONE', 'USER_POSTS_GET', 'CHAT_BOT_USER_MESSAGE_SEND']
      const more = [`CONVERSATION_SEND_MESSAGE.${talkId}`, `CHAT_CONVERSATION_READ.${talkId}`]
      const scope = [...scopes, ...more, 'CHAT_SUPPLIER_ALL_CONVERSATIONS_READ'].join(' ')
      token = (await divar.grant({ scope })).access_token
      divar.control.say({ conversationId: talkId, side: 'DEMAND', type: 'FILE' })
      divar.control.patchPost({ token: 'AZbKe4r1', priceToman: null, state: 'REVIEW_REQ' })
      const bot = divar.control.bot('sara')
      const v1 = '/v1/open-platform'
      calls = {
        users: [{ path: `${v1}/users` }],
        post: ['AZbKe4r1', 'wZDwv-vo', 'Rt7Xk2p0'].map((name) => ({ path: `${v1}/finder/post/${name}` })),
        search: [{ path: '/v2/open-platform/finder/post', body: {} }],
        'user-posts': [{ path: `${v1}/finder/user-posts` }],
        'user-post': ['AZbKe4r1', 'Rt7Xk2p0'].map((name) => ({ path: `${v1}/user-post/${name}` })),
        'user-id': [{ path: `${v1}/get-user-id-by-phone`, body: { phone: '09120004411' } }],
        category: [{ path: `${v1}/assets/category` }],
        'service-type': [{ path: `${v1}/assets/service-type` }],
        city: [{ path: `${v1}/assets/city` }],
        district: [{ path: `${v1}/assets/district` }, { path: `${v1}/assets/district/mashhad` }],
        scopes: [{ path: `${v1}/assets/oauth-scope` }],
        permissions: [{ path: `${v1}/assets/permission` }],
        send: [{ path: `/v2/open-platform/conversations/${talkId}/messages`, body: { message: 'سلام' } }],
        conversation: [{ path: `${v1}/chat/conversations/${talkId}` }],
        bot: [{ path: `${v1}/chat/bot/conversations/${bot.id}/messages`, body: { text_message: 'سلام' } }],
        'bot-user': [
          {
            path: `${v1}/chat/bot/users/${encodeURIComponent(bot.user.idForApp)}/messages`,
            body: { text_message: 'سلام' },
          },
        ],
        upload: [{ path: '/experimental/open-platform/chat/upload', body: {} }],
        subscribe: [{ path: `${v1}/events/subscriptions`, body: { event_type: 'NEW_MESSAGE_ON_POST' } }],
      }
    })
    afterAll(() => divar.close())

    it.each(endpoints.map(({ name, method, path }) => [name, method, path] as const))(
      '%s (%s %s), also for a wrong key',
      async (name, method, path) => {
        const own = (calls[name] ?? []).filter((call) => path.test(call.path))
        expect(own.length).toBeGreaterThan(0)
        for (const call of own) {
          const response = await divar.api(call.path, token, call.body)
          const body: unknown = await response.json()
          expect([response.status, misfits(api.components.schemas, schemaOf(path, method, '200'), body)]).toEqual([
            200,
            [],
          ])
          const refused = await divar.api(call.path, token, call.body, { 'x-api-key': 'wrong' })
          const error = misfits(api.components.schemas, schemaOf(path, method, 'default'), await refused.json())
          expect([refused.status, error]).toEqual([403, []])
        }
      },
    )
  })
}
