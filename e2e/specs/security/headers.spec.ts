import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { APIResponse, Page } from '@playwright/test'
import { expect, test } from '../../support/fixtures.ts'
import { root } from '../../support/paths.ts'

const publicPages = ['/', '/price', '/privacy', '/problem/fault', '/no-such-page', '/s/nobody', '/s/nobody/parcel']

function expectGuarded(headers: Record<string, string>): void {
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['x-frame-options']).toBe('DENY')
  expect(headers['x-powered-by']).toBeUndefined()
}

/** The policy names one nonce, and nothing may run or be styled without being named. */
function nonceOf(headers: Record<string, string>): string {
  const policy = headers['content-security-policy'] ?? ''
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) {
    expect(policy).toContain(part)
  }
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe-')
  const nonce = /script-src [^;]*'nonce-([^']{16,})'/.exec(policy)?.[1]
  expect(nonce, 'the policy has a nonce').toBeTruthy()
  return nonce ?? ''
}

function expectClean(markup: string, nonce: string): void {
  const tags = markup.match(/<script\b[^>]*>/g) ?? []
  expect(tags.length, 'scripts in the page').toBeGreaterThan(0)
  for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`)
  expect(markup).not.toMatch(/<style\b/)
  expect(markup).not.toMatch(/<[^>]+\sstyle="/)
  expect(markup).not.toMatch(/<[^>]+\son[a-z]+="/)
  expect(markup).not.toContain('javascript:')
  expect(markup).toMatch(/<meta name="referrer" content="same-origin"\/?>/)
}

async function expectPage(answer: APIResponse): Promise<string> {
  const headers = answer.headers()
  expectGuarded(headers)
  expect(headers['cache-control']).toContain('no-store')
  const nonce = nonceOf(headers)
  expectClean(await answer.text(), nonce)
  return nonce
}

for (const path of publicPages) {
  test(`${path} carries the security headers and a fresh nonce on every script`, async ({ stack, request }) => {
    const nonces = []
    for (let turn = 0; turn < 2; turn += 1) {
      nonces.push(await expectPage(await request.get(`${stack.appUrl}${path}`, { maxRedirects: 0 })))
    }
    expect(nonces[0]).not.toBe(nonces[1])
  })
}

test('a page of a seat carries the security headers and is never cached', async ({ openFromChat, request }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  for (const step of ['', '/parcel', '/address']) {
    const answer = await page.request.get(`${seatOf(page)}${step}`)
    expect(answer.status()).toBe(200)
    await expectPage(answer)
  }
  // The same address without the cookie shows nothing of it.
  const stranger = await request.get(seatOf(page))
  expect(await stranger.text()).not.toContain('چرخ خیاطی')
})

test('the browser runs every page without a violation of the content security policy', async ({
  openFromChat,
  stack,
  watch,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const seat = seatOf(page)
  for (const address of [`${seat}/parcel`, `${seat}/address`, ...publicPages.map((path) => `${stack.appUrl}${path}`)]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect(watch.problems()).toEqual([])
})

test('a page may draw pictures of its own and of where the posts have theirs, and of nowhere else', async ({
  stack,
  request,
}) => {
  const policy = (await request.get(`${stack.appUrl}/privacy`)).headers()['content-security-policy'] ?? ''
  const sources = policy.split('; ').find((part) => part.startsWith('img-src '))
  expect(sources).toBe(`img-src 'self' data: ${stack.simulator.url}`)
})

test('no page may be framed', async ({ page, stack, tolerate }) => {
  tolerate(/frame-ancestors|Framing/)
  await page.goto(stack.simulator.url)
  await page.evaluate((address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
  }, `${stack.appUrl}/privacy`)
  const frame = page.frames()[1]
  await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/)
})

test('HEAD answers like GET without a body and spends nothing', async ({ openFromChat, divar, request, stack }) => {
  for (const path of ['/privacy', '/price', '/no-such-page', '/api/health']) {
    const [head, get] = [await request.head(`${stack.appUrl}${path}`), await request.get(`${stack.appUrl}${path}`)]
    expect([head.status(), head.headers()['content-type']]).toEqual([get.status(), get.headers()['content-type']])
    expect(await head.body()).toHaveLength(0)
    expectGuarded(head.headers())
  }
  const page = await openFromChat({ side: 'SUPPLY' })
  const tries: { method: 'GET' | 'HEAD'; headers?: Record<string, string> }[] = [
    { method: 'HEAD' },
    { method: 'GET', headers: { 'sec-purpose': 'prefetch' } },
    { method: 'GET', headers: { rsc: '1' } },
  ]
  for (const one of tries) {
    const answer = await page.request.fetch(`${seatOf(page)}/consent`, one)
    expect(answer.status()).toBe(204)
    expect(answer.headers()['set-cookie']).toBeUndefined()
  }
  expect(divar.calls({ name: 'authorize' })).toEqual([])
})

test('answers for machines carry the security headers and are not cached', async ({ stack, request }) => {
  const launch = await request.post(`${stack.appUrl}/api/divar/launch`, { data: {} })
  expect(launch.status()).toBe(401)
  expect(launch.headers()['cache-control']).toContain('no-store')
  expectGuarded(launch.headers())
  const state = await request.get(`${stack.appUrl}/s/nobody/shipment/none/state`)
  expect(state.status()).toBe(401)
  expect(state.headers()['cache-control']).toContain('no-store')
})

test('the build publishes no database file and no source map', async ({ stack, request }) => {
  const folder = join(root, '.next/static')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(0)
  const wrong = files.map(({ name }) => name).filter((name) => /\.(map|wasm|data)$|pglite|postgres/i.test(name))
  expect(wrong).toEqual([])
  const script = files.find(({ name }) => name.endsWith('.js'))
  const path = join(script?.parentPath ?? '', script?.name ?? '').slice(folder.length)
  const published = await request.get(`${stack.appUrl}/_next/static${path}`)
  expect(published.status()).toBe(200)
  expect(await published.text()).not.toContain('sourceMappingURL')
  expect((await request.get(`${stack.appUrl}/_next/static${path}.map`)).status()).toBe(404)
})

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')
