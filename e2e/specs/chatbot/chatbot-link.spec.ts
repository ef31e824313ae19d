import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { heading } from '../../support/answer.ts'
import { ask, idOf, newest, openBot } from '../../support/chatbot.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { consent, readAddressSeed } from '../../support/journey.ts'
import { propose } from '../../support/life.ts'
import { expectGoodLooks } from '../../support/looks.ts'
import type { Stack } from '../../support/stack.ts'

test.describe.configure({ timeout: 180_000 })

const linkFirst = 'باید بدانم شما چه کسی هستید'
const titles = {
  link: 'سفارش‌های من در گفت‌وگو با ربات پیک',
  linked: 'این گفت‌وگو به حساب دیوار شما وصل شد',
  other: 'با حساب دیگری وارد شده‌اید',
  expired: 'مهلت این لینک گذشته است',
}

/** From the chatbot, by its button, to Peyk's page that says what linking means. */
async function openLink(page: Page, stack: Stack, userId: string): Promise<void> {
  await openBot(page, stack, userId)
  const answer = await ask(page, 'سفارش‌های من', linkFirst)
  await answer.getByRole('button', { name: 'وصل کردن به حساب من' }).click()
  await page.waitForURL(`${stack.appUrl}/chatbot/link?**`)
  await expect(heading(page)).toHaveText(titles.link)
}

/** Peyk knows one shipment of the buyer's; returns its code and the buyer's id. */
async function withShipment(page: Page, divar: Control): Promise<{ code: string; buyer: string; title: string }> {
  const [talk] = divar.conversations()
  return { code: await propose(page, 'DEMAND'), buyer: talk?.demand.id ?? '', title: talk?.post.title ?? '' }
}

test('«my shipments» is linked by a consent, lists shipments and is unlinked when permission is revoked', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const { code, buyer, title } = await withShipment(await openFromChat({ side: 'DEMAND' }), divar)
  const page = await newWindow()
  await openLink(page, stack, buyer)
  await consent(page, 'allow')
  await expect(heading(page)).toHaveText(titles.linked)
  await page.getByRole('link', { name: 'بازگشت به دیوار' }).first().click()
  await page.waitForURL(`${stack.simulator.url}/**`)
  await openBot(page, stack, buyer)
  // Shown without being asked for once more.
  await expect(newest(page)).toContainText('تازه‌ترین سفارش‌های شما:')
  const listed = await ask(page, 'سفارش‌های من', 'تازه‌ترین سفارش‌های شما:')
  await expect(listed).toContainText('گیرنده‌اید')
  await expect(listed).toContainText(title.slice(0, 12))
  await expect(listed).toContainText(`${code.slice(0, 3)}-${code.slice(3, 6)}-${code.slice(6)}`)
  for (const secret of Object.values(readAddressSeed().kept)) await expect(listed).not.toContainText(secret)
  // The other side's own chatbot conversation is nobody's yet.
  await openBot(page, stack, divar.conversations()[0]?.supplier.id ?? '')
  await ask(page, 'سفارش‌های من', linkFirst)
  const { event } = await divar.revoke(buyer)
  expect(event?.status).toBe(200)
  await openBot(page, stack, buyer)
  await ask(page, 'سفارش‌های من', linkFirst)
})

test('another Divar user who consents by the link is told that it is not theirs and links nothing', async ({
  newWindow,
  page,
  divar,
  stack,
}) => {
  const [owner, stranger] = [idOf(divar, 'سارا محمدی'), idOf(divar, 'رضا کریمی')]
  await openLink(page, stack, owner)
  const link = page.url()
  divar.consentAs(stranger)
  await consent(page, 'allow')
  await expect(heading(page)).toHaveText(titles.other)
  await expect(page.getByRole('main')).toContainText('چیزی وصل نشد')
  await expect(page.getByRole('main')).not.toContainText('پیش‌نویس')
  // Sent on: in the stranger's own window it is of no more use.
  const elsewhere = await newWindow()
  await elsewhere.goto(link)
  await consent(elsewhere, 'allow')
  await expect(heading(elsewhere)).toHaveText(titles.other)
  for (const userId of [owner, stranger]) {
    await openBot(page, stack, userId)
    await ask(page, 'سفارش‌های من', linkFirst)
  }
  divar.consentAs(null)
  await openLink(page, stack, owner)
  await consent(page, 'allow')
  await expect(heading(page)).toHaveText(titles.linked)
  await openBot(page, stack, owner)
  await ask(page, 'سفارش‌های من', 'هنوز سفارشی ندارید')
})

test('a refused consent links nothing, and an expired, altered or invented link has its own screen', async ({
  page,
  divar,
  stack,
}) => {
  const owner = idOf(divar, 'سارا محمدی')
  await openLink(page, stack, owner)
  const link = page.url()
  await consent(page, 'refuse')
  await expect(heading(page)).toHaveText('اجازه داده نشد')
  await expect(page.getByRole('main')).toContainText('گفت‌وگو با ربات پیک به حساب شما وصل نشد')
  await expectAccessible(page)
  const consentAddress = link.replace('/chatbot/link?', '/chatbot/link/consent?')
  const wrong = [`${link.slice(0, -4)}AAAA`, `${stack.appUrl}/chatbot/link`, `${stack.appUrl}/chatbot/link/consent`]
  for (const address of wrong) {
    await page.goto(address)
    await expect(heading(page), address).toHaveText(titles.expired)
  }
  divar.clock(11 * 60)
  for (const address of [link, consentAddress]) {
    await page.goto(address)
    await expect(heading(page)).toHaveText(titles.expired)
  }
  await openBot(page, stack, owner)
  await ask(page, 'سفارش‌های من', linkFirst)
  await expect(newest(page).getByRole('button', { name: 'وصل کردن به حساب من' })).toBeVisible()
})

test("a consent refused and then allowed on Divar's own page does not claim that anything was linked", async ({
  page,
  divar,
  stack,
}) => {
  const owner = idOf(divar, 'سارا محمدی')
  await openLink(page, stack, owner)
  await page.getByRole('link', { name: 'ادامه در دیوار', exact: true }).click()
  await page.waitForURL(`${stack.simulator.url}/oauth2/**`)
  const asked = page.url()
  await page.getByRole('button', { name: 'اجازه نمی‌دهم' }).click()
  await expect(heading(page)).toHaveText('اجازه داده نشد')
  await page.goto(asked)
  await page.getByRole('button', { name: 'اجازه می‌دهم', exact: true }).click()
  await expect(heading(page)).toHaveText('این لینک قبلاً باز شده است')
  await openBot(page, stack, owner)
  await ask(page, 'سفارش‌های من', linkFirst)
})

test('the link page is accessible in light and dark, with large text and without motion', async ({
  page,
  divar,
  stack,
}) => {
  await openLink(page, stack, idOf(divar, 'سارا محمدی'))
  await expectGoodLooks(page)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the chatbot can be linked', async ({ page, divar, stack, tolerate }) => {
    tolerate(/\.js did not load: csp$/)
    const owner = idOf(divar, 'سارا محمدی')
    divar.botSay({ userId: owner, text: 'سفارش‌های من' })
    await expect.poll(() => divar.bot({ userId: owner }).messages.length).toBe(2)
    const { url } = await divar.botTap({ userId: owner, caption: 'وصل کردن به حساب من' })
    await openBot(page, stack, owner)
    await page.goto(url ?? '')
    await expect(heading(page)).toHaveText(titles.link)
    await consent(page, 'allow')
    await expect(heading(page)).toHaveText(titles.linked)
  })
})
