import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import type { Seat } from '#lib/addon/access/index.ts'
import { divarSettings, redirectAddress } from '#lib/settings.ts'
import { sampleTariff } from '#lib/shipping/index.ts'
import { consentFor } from '#lib/web/permission/consents.ts'
import type { PeykPurpose } from '#lib/web/permission/purposes.ts'
import { neededPermissions, neededScopes, panelFields, panelTexts } from './panel.ts'
import { settingsWith } from './testing.ts'

// Outside a request Next has neither.
vi.mock('next/headers', () => ({ cookies: async () => null, headers: async () => null }))

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const values = panelFields(settingsWith(), sampleTariff).map(({ value }) => value)

describe("the fields for Divar's panel", () => {
  it('have the exact redirect address', () => {
    expect(redirectAddress(settingsWith({ APP_URL: 'https://peyk.example.ir/' }))).toBe(
      'https://peyk.example.ir/api/auth/callback/divar',
    )
    const settings = settingsWith({ APP_URL: 'https://peyk.example.ir/' })
    expect(divarSettings(settings).redirectUri).toBe(redirectAddress(settings))
  })

  it('name addresses that exist in the app', () => {
    const paths = values.filter((value) => value.startsWith('https://')).map((value) => new URL(value).pathname)
    const routes = paths.filter((path) => path !== '/api/auth/callback/divar')
    expect(routes).toEqual(['/api/divar/launch', '/launch', '/api/divar/action', '/api/divar/events'])
    expect(routes.filter((path) => !existsSync(join(root, 'app', path, 'route.ts')))).toEqual([])
  })

  /** What the client offers to other add-ons. */
  const notCalled = {
    getUserIdByPhone: '/v1/open-platform/get-user-id-by-phone',
    getUserPosts: '/v1/open-platform/finder/user-posts',
    getUserPost: '/v1/open-platform/user-post',
    searchPosts: '/v2/open-platform/finder/post',
    getConversation: '/v1/open-platform/chat/conversations',
  }

  it('name a permission for every call that needs one', () => {
    const folder = 'lib/divar/api'
    const code = readdirSync(join(root, folder))
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => read(`${folder}/${name}`))
      .join('\n')
    const called = [...code.matchAll(/\/(?:v\d|experimental)\/open-platform\/[\w/-]+/g)].map(([path]) =>
      path.replace(/\/$/, ''),
    )
    const others = Object.values(notCalled)
    expect(others.filter((path) => !called.includes(path))).toEqual([])
    const free = called.filter((path) => !path.includes('/assets') && !others.includes(path))
    const known = neededPermissions.map(({ call }) => call.split(' ')[1] ?? '')
    expect(free.length).toBe(known.length)
    expect(free.filter((path) => !known.some((one) => one.startsWith(path)))).toEqual([])
  })

  it('name none for calls that Peyk does not make', () => {
    const files = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    const code = files.filter(
      (path) => path.endsWith('.ts') && !path.startsWith('divar/') && !path.endsWith('.test.ts'),
    )
    const calls = new RegExp(`\\.(${Object.keys(notCalled).join('|')})\\(`)
    expect(code.length).toBeGreaterThan(200)
    expect(code.filter((path) => calls.test(read(`lib/${path}`)))).toEqual([])
  })

  it('name the scopes of every purpose of a consent', () => {
    const seat = { conversationId: 'conversation-1' } as Seat
    const purposes: PeykPurpose[] = [
      { kind: 'booking', seatId: 'seat-1' },
      { kind: 'act', seatId: 'seat-1', trackingCode: null, next: 'erase' },
      { kind: 'notices', seatId: 'seat-1', trackingCode: 'code-1' },
      ...['post-1', null].map((postToken) => ({ kind: 'assistant', postToken }) as const),
      { kind: 'chatbot', conversationId: 'conversation-2', launchUserId: null },
    ]
    const asked = purposes.flatMap((purpose) => consentFor(purpose)?.scopes('seatId' in purpose ? seat : null) ?? [])
    const names = new Set(asked.map((scope) => scope.split('.')[0] ?? ''))
    expect([...names].sort()).toEqual(neededScopes.map(({ scope }) => scope).sort())
  })

  it('include texts with a price in Persian', () => {
    const { display, subtitle, description } = panelTexts(sampleTariff)
    expect(display).toBe('پیک')
    expect(subtitle).toMatch(/^ارسال کالا از [۰-۹٬]+ تومان$/)
    expect(description).toMatch(/از [۰-۹٬]+ تا [۰-۹٬]+ تومان/)
    expect(subtitle.length).toBeLessThan(40)
  })
})
