import { expect, test } from '../../support/fixtures.ts'

test('the app reports that it is live and ready', async ({ app, request }) => {
  const answer = await request.get(`${app.url}/api/health`)
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toContain('application/json')
  expect(answer.headers()['x-powered-by']).toBeUndefined()
})

test('the simulator answers on another site than the app', async ({ stack, page }) => {
  await page.goto(stack.simulator.url)
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  expect(new URL(stack.simulator.url).hostname).not.toBe(new URL(stack.appUrl).hostname)
})

test('pages carry the security headers', async ({ stack, request }) => {
  const answer = await request.get(`${stack.appUrl}/privacy`)
  const headers = answer.headers()
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['content-security-policy']).toMatch(/script-src [^;]*'nonce-/)
  expect(headers['content-security-policy']).not.toMatch(/script-src [^;]*'unsafe-(inline|eval)'/)
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-content-type-options']).toBe('nosniff')
})

test("an unknown address shows the app's own page with status 404", async ({ stack, page }) => {
  const answer = await page.goto(`${stack.appUrl}/no-such-page`)
  expect(answer?.status()).toBe(404)
  await expect(page.locator('html')).toHaveAttribute('lang', 'fa')
})
