import type { Control } from '../../simulator/index.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'

const title = 'مرورگر شما کوکی پیک را نگه نمی‌دارد'

async function launchOf(divar: Control): Promise<string> {
  const { url } = await divar.launch({ conversationId: divar.conversations()[0]?.id ?? '', side: 'DEMAND' })
  return url ?? ''
}

test('a browser that blocks cookies is told so, and not that its session has ended', async ({ divar, stack, page }) => {
  // Follows redirects as a browser does, and keeps nothing.
  const answer = await fetch(await launchOf(divar))
  expect(new URL(answer.url).pathname).toBe('/problem/cookies_blocked')
  expect(await answer.text()).toContain(title)
  await page.goto(`${stack.appUrl}/problem/cookies_blocked`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.getByRole('main').getByRole('link')).toHaveText(['بازگشت به دیوار'])
  await expectAccessibleInBothSchemes(page)
})

test('a browser with cookies sees no cookie notice, and an ended session is reported as usual', async ({
  divar,
  stack,
  page,
  context,
}) => {
  const link = await launchOf(divar)
  for (const name of ['sec-purpose', 'purpose']) {
    expect((await page.request.get(link, { headers: { [name]: 'prefetch' } })).status()).toBe(204)
  }
  expect((await page.request.head(link)).status()).toBe(204)
  await page.goto(link)
  await expect(page).toHaveURL(/\/s\/[\w-]+$/)
  const seat = page.url()
  // Once more with the cookie there is no way round any more.
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(await launchOf(divar))
  expect(asked).not.toContain('/launch/opened')
  // Its link was spent, and leads nobody else anywhere.
  const again = await fetch(link)
  expect(new URL(again.url).pathname).toBe('/problem/link_used')
  for (const to of ['https://example.ir/', '//example.ir', '/s/../problem/fault', '']) {
    const answer = await page.request.get(`${stack.appUrl}/launch/opened?to=${encodeURIComponent(to)}`)
    expect(new URL(answer.url()).pathname).toBe('/problem/link_invalid')
  }
  await context.clearCookies()
  await page.goto(seat)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('این صفحه برای امنیت شما بسته شد')
})
