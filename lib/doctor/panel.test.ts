import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sampleTariff } from '../shipping/index.ts'
import { neededPermissions, neededScopes, panelFields, panelTexts, redirectAddress } from './panel.ts'
import { settingsWith } from './testing.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const values = panelFields(settingsWith(), sampleTariff).map(({ value }) => value)

describe('the fields of the panel', () => {
  it('have the exact redirect address', () => {
    expect(redirectAddress(settingsWith({ APP_URL: 'https://peyk.example.ir/' }))).toBe(
      'https://peyk.example.ir/api/auth/callback/divar',
    )
    expect(read('lib/services.ts')).toContain('APP_URL}/api/auth/callback/divar`')
  })

  it('name addresses that the app has', () => {
    const paths = values.filter((value) => value.startsWith('https://')).map((value) => new URL(value).pathname)
    const routes = paths.filter((path) => path !== '/api/auth/callback/divar')
    expect(routes).toEqual(['/api/divar/launch', '/launch', '/api/divar/action', '/api/divar/events'])
    expect(routes.filter((path) => !existsSync(join(root, 'app', path, 'route.ts')))).toEqual([])
  })

  it('name a permission for every call of the client that needs one', () => {
    const folder = 'lib/divar/api'
    const code = readdirSync(join(root, folder))
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => read(`${folder}/${name}`))
      .join('\n')
    const called = [...code.matchAll(/\/(?:v\d|experimental)\/open-platform\/[\w/-]+/g)].map(([path]) =>
      path.replace(/\/$/, ''),
    )
    const free = called.filter((path) => !path.includes('/assets/'))
    const known = neededPermissions.map(({ call }) => call.split(' ')[1] ?? '')
    expect(free.length).toBe(known.length)
    expect(free.filter((path) => !known.some((one) => one.startsWith(path)))).toEqual([])
  })

  it('name the scopes that a consent asks for', () => {
    const asked = read('lib/web/consent.ts')
    const plain = ['userId', 'offlineAccess', 'accessRevocation', 'chatBotUserSend'].map((name) => `scopes.${name}`)
    const spelled = [...plain, 'conversationSend(']
    expect(spelled.filter((one) => !asked.includes(one))).toEqual([])
    expect(asked.match(/\bscopes\.\w+/g)).toHaveLength(spelled.length - 1)
    const forAssistant = read('lib/assistant/assistant.ts')
    const own = [
      'scopes.allConversationsRead',
      'scopes.allConversationsSend',
      'postConversationsRead(',
      'postConversationsSend(',
    ]
    expect(own.filter((one) => !forAssistant.includes(one))).toEqual([])
    expect(neededScopes).toHaveLength(spelled.length + own.length)
  })

  it('are texts with a price in Persian', () => {
    const { display, subtitle, description } = panelTexts(sampleTariff)
    expect(display).toBe('پیک')
    expect(subtitle).toMatch(/^ارسال کالا از [۰-۹٬]+ تومان$/)
    expect(description).toMatch(/از [۰-۹٬]+ تا [۰-۹٬]+ تومان/)
    expect(subtitle.length).toBeLessThan(40)
  })
})
