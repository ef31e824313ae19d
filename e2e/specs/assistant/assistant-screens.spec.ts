import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { heading } from '../../support/answer.ts'
import { allow, morning } from '../../support/assistant-life.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { consent, errorSummary } from '../../support/journey.ts'
import { expectFits, expectReadableTwiceAsLarge, expectStill } from '../../support/looks.ts'
import type { Stack } from '../../support/stack.ts'

test.describe.configure({ timeout: 300_000 })

type Look = (page: Page) => Promise<void>
type Place = { page: Page; divar: Control; stack: Stack; look: Look }

const sizes = [
  { width: 320, height: 640 },
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/** Nothing sticks out at any size, and in either scheme everything can be read. */
const atEverySize: Look = async (page) => {
  for (const size of sizes) {
    await page.setViewportSize(size)
    await expectFits(page)
  }
  await expectAccessibleInBothSchemes(page)
}

const largeAndStill: Look = async (page) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectStill(page)
  await expectReadableTwiceAsLarge(page)
}

const submit = async (page: Page, name: string) => await page.getByRole('button', { name, exact: true }).click()
const follow = async (page: Page, name: string) => await page.getByRole('link', { name, exact: true }).click()

const unbroken = 'فروشفوقالعادهفوریبدونخطوخش‌SamsungGalaxyS24UltraTitaniumBlack'
const listens = 'پیام‌های تازه خوانده می‌شود'

/** The first conversation of the scenario with very long names, and a second one about the same seller's post. */
function cast(divar: Control) {
  const [talk] = divar.conversations()
  if (!talk) throw new Error('the scenario has no conversation')
  const { post, supplier } = talk
  const [second = ''] = divar.crowd({ postToken: post.token, count: 1 }).conversations
  return { token: post.token, seller: supplier.id, first: talk.id, second }
}

/** Every page of an assistant, from the permission that is refused to its end. */
async function lookAtAssistant({ page, divar, stack, look }: Place): Promise<void> {
  const { token, seller, first, second } = cast(divar)
  divar.consentAs(seller)
  await page.goto(`${stack.appUrl}/assistant?post=${token}`)
  await look(page)
  await follow(page, 'روشن کن برای این آگهی')
  await submit(page, 'اجازه نمی‌دهم')
  await expect(heading(page)).toHaveText('اجازه داده نشد')
  await look(page)
  divar.settings({ leftOutScopes: ['CHAT_POST_CONVERSATIONS_READ'] })
  await follow(page, 'دیدن دوبارهٔ اجازه‌ها')
  await follow(page, 'روشن کن برای این آگهی')
  await allow(page)
  await expect(page.getByText('اجازه کامل نیست')).toBeVisible()
  await look(page)

  divar.settings({ leftOutScopes: [] })
  await follow(page, 'دوباره اجازه می‌دهم')
  await allow(page)
  await expect(page.getByText(listens)).toBeVisible()
  await look(page)
  await page.getByLabel('جملهٔ خودتان در پایان پاسخ').fill(`تماس ۰۹۱۲۳۴۵۶۷۸۹ ${unbroken}`)
  await page.getByLabel('سقف پاسخ در روز').fill('۰')
  await submit(page, 'ثبت تنظیم‌ها')
  await expect(errorSummary(page)).toBeVisible()
  await look(page)

  await page.reload()
  await expect(page.getByText(listens)).toBeVisible()
  divar.say({
    conversationId: first,
    side: 'DEMAND',
    text: `${unbroken} https://example.org/${'a/very/long/'.repeat(9)}`,
  })
  divar.say({ conversationId: first, side: 'DEMAND', type: 'FILE', data: { name: `${unbroken}.pdf` } })
  divar.say({ conversationId: first, side: 'DEMAND', type: 'LOCATION' })
  divar.say({ conversationId: second, side: 'DEMAND', text: 'سلام.\n\nهزینهٔ ارسال به شیراز چقدر می‌شود؟' })
  await expect(page.getByText('موقعیت مکانی فرستاد')).toBeVisible()
  await expect(page.getByText('پرسیده است؛ اگر تا')).toBeVisible()
  await page.getByText('پاسخ در گفت‌وگوی ۱').click()
  await submit(page, 'فرستادن پاسخ')
  await expect(page.getByText('چیزی ننوشته‌اید.').first()).toBeVisible()
  await look(page)
  await submit(page, 'دستیار را خاموش کن')
  await expect(page.getByText('دستیار چیزی نمی‌خواند و نمی‌فرستد.')).toBeVisible()
  await look(page)

  await follow(page, 'دستیار برای همهٔ آگهی‌های من')
  await look(page)
  await follow(page, 'روشن کن برای همهٔ آگهی‌ها')
  await allow(page)
  await expect(page.getByText(listens)).toBeVisible()
  divar.say({ conversationId: first, side: 'DEMAND', text: 'سلام' })
  await expect(page.getByRole('button', { name: 'در این آگهی پاسخ نده' })).toBeVisible()
  await look(page)
  await divar.revoke(seller)
  await expect(page.getByRole('heading', { name: 'اجازه در دیوار پس گرفته شد' })).toBeVisible()
  await look(page)

  const problems = ['session_ended', 'permission_missing', 'other_divar_user', 'post_not_yours', 'divar_unavailable']
  for (const code of problems) {
    await page.goto(`${stack.appUrl}/assistant/problem/${code}?post=${token}`)
    await look(page)
  }
  await page.goto(`${stack.appUrl}/assistant/unknown`)
  await expect(page.getByText('دستیاری که روشن باشد به کارش ادامه می‌دهد')).toBeVisible()
}

/** The pages on which a chatbot conversation is linked. */
async function lookAtLink({ page, divar, stack, look }: Place): Promise<void> {
  const userId = divar.conversations()[0]?.demand.id ?? ''
  divar.botSay({ userId, text: 'سفارش‌های من' })
  await expect.poll(() => divar.bot({ userId }).messages.length).toBe(2)
  const { url } = await divar.botTap({ userId, caption: 'وصل کردن به حساب من' })
  divar.consentAs(userId)
  await page.goto(url ?? '')
  await look(page)
  await consent(page, 'allow')
  await expect(heading(page)).toHaveText('این گفت‌وگو به حساب دیوار شما وصل شد')
  await look(page)
  const codes = [
    'session_ended',
    'link_used',
    'link_expired',
    'permission_refused',
    'permission_missing',
    'other_divar_user',
  ]
  for (const code of codes) {
    await page.goto(`${stack.appUrl}/chatbot/problem/${code}`)
    await look(page)
  }
}

for (const [how, look] of [
  ['at 320, 390 and 1280 px, light and dark, with very long names', atEverySize],
  ['with text twice as large and nothing moving', largeAndStill],
] as const) {
  test.describe(how, () => {
    test.beforeEach(({ divar }) => {
      divar.reset({ scenario: 'long-names', fresh: true })
      divar.clock(morning)
    })

    test("the assistant's pages fit and are accessible", async ({ page, divar, stack }) => {
      await lookAtAssistant({ page, divar, stack, look })
    })

    test('the pages for linking the chatbot fit and are accessible', async ({ page, divar, stack }) => {
      await lookAtLink({ page, divar, stack, look })
    })
  })
}
