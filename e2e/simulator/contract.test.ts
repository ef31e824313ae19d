import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { oauthScopes } from './api/assets.ts'
import { botMessageFields } from './api/bot-messages.ts'
import { endpoints } from './api/endpoints.ts'
import { scopeKinds } from './scopes.ts'

type OpenApi = {
  paths: Record<string, Record<string, unknown>>
  components: {
    schemas: Record<string, { enum?: string[]; properties?: Record<string, unknown> }>
    securitySchemes: { OAuth: { flows: { authorizationCode: { scopes: Record<string, string> } } } }
  }
}

const file = new URL('../../../shared/kenar/openapi-v3.json', import.meta.url)
const icons: string[] = JSON.parse(readFileSync(new URL('data/icons.json', import.meta.url), 'utf8'))

describe("the simulator's list of scopes and icons", () => {
  it('names each scope and each icon once', () => {
    expect(new Set(scopeKinds.map((kind) => kind.slug)).size).toBe(38)
    expect(new Set(icons).size).toBe(654)
  })
})

// Registered only where Divar's OpenAPI description lies next to the project: a skipped test would say nothing.
if (existsSync(file)) {
  describe("the simulator, compared with Divar's OpenAPI file,", () => {
    const api: OpenApi = JSON.parse(readFileSync(file, 'utf8'))

    it('serves existing calls by their methods', () => {
      for (const { method, path } of endpoints) {
        const found = Object.entries(api.paths).find(([name]) => path.test(name.replaceAll(/[{}]/g, '')))
        const methods = Object.keys(found?.[1] ?? {})
        expect([path.source, methods.includes(method.toLowerCase())]).toEqual([path.source, true])
      }
    })

    it('requires the permission that each call names', () => {
      for (const { path, permission } of endpoints) {
        const found = Object.entries(api.paths).find(([name]) => path.test(name.replaceAll(/[{}]/g, '')))
        expect(permission === null || JSON.stringify(found?.[1]).includes(`\`${permission}\``), path.source).toBe(true)
      }
    })

    it('has the same scopes, with an identifier where there is one', () => {
      const written = Object.keys(api.components.securitySchemes.OAuth.flows.authorizationCode.scopes)
      const own = scopeKinds.map(({ slug, resource }) => (resource ? `${slug}.resource_id` : slug))
      expect(own.sort()).toEqual(written.sort())
    })

    it('lists the scopes by the names of the enum', async () => {
      const { scopes } = JSON.parse(String(oauthScopes().body)) as { scopes: { slug: string }[] }
      const written = api.components.schemas.OAuthScopeScope?.enum ?? []
      expect(scopes.map(({ slug }) => slug).filter((slug) => !written.includes(slug))).toEqual([])
    })

    it('has the same icons except brands', () => {
      const written = api.components.schemas.DivarIconsIconName?.enum?.filter((icon) => !icon.startsWith('BRAND_'))
      expect(icons).toEqual(written)
    })

    it('accepts the same fields of a message', () => {
      const fields = (schema: string) => Object.keys(api.components.schemas[schema]?.properties ?? {}).sort()
      expect(fields('chatapiChatButton')).toEqual(['action', 'caption', 'icon', 'icon_name'])
      expect(fields('eventsRegisterEventSubscriptionRequest')).toEqual(['event_resource_id', 'event_type', 'metadata'])
      expect(fields('ChatAPIConversationSendMessageBody')).toEqual([
        'media_token',
        'message',
        'receiver_buttons',
        'sender_buttons',
      ])
      // Its `type` stands in prose only, and `user_id` is what the Python SDK sends.
      const own = botMessageFields.filter((field) => field !== 'type' && field !== 'user_id').sort()
      expect(fields('ChatAPIChatBotSendMessageBody')).toEqual(own)
      expect(fields('chatapiChatBotSendMessageResponse')).toEqual(['conversation_id'])
    })
  })
}
