import type { Browser, Page } from '@playwright/test'
import { assistantCast } from '../../support/assistant-life.ts'
import { launchOldChromium, problemsOf } from '../../support/engines/old-chromium.ts'
import { expect, test } from '../../support/fixtures.ts'
import { chooseSize, expectPricesSettled, ownCity } from '../../support/journey.ts'
import { patience } from '../../support/life.ts'

test.describe.configure({ timeout: 180_000 })

/** What a browser made of the styles. Runs in the page, so it needs no name from outside. */
function readStyles() {
  const styleOf = (selector: string, properties: string[]) => {
    const element = document.querySelector(selector)
    if (!element) return `${selector} is not there`
    const style = getComputedStyle(element)
    return Object.fromEntries(properties.map((property) => [property, style.getPropertyValue(property)]))
  }
  return {
    dir: document.documentElement.dir,
    body: styleOf('body', ['font-family', 'font-size', 'color', 'background-color', 'direction']),
    heading: styleOf('h1', ['font-size', 'font-weight', 'color']),
    bar: styleOf('.stick-bottom', ['position', 'bottom', 'background-color', 'border-top-width']),
    main: styleOf('.stick-bottom a, .stick-bottom button', [
      'background-color',
      'color',
      'min-height',
      'border-top-left-radius',
      'display',
    ]),
    card: styleOf('fieldset label', ['border-top-left-radius', 'padding-top', 'display', 'position']),
    frame: styleOf('fieldset label > span[aria-hidden]', ['border-top-left-radius', 'border-top-color', 'position']),
    radio: styleOf('input[type=radio]', ['border-top-left-radius', 'width', 'height', '-webkit-appearance']),
    select: styleOf('select', ['border-top-left-radius', 'background-color', 'min-height', 'font-size']),
    fontLoaded: document.fonts.check('16px Vazirmatn'),
  }
}

test.describe('Chromium 92', () => {
  let browser: Browser

  test.beforeEach(async () => {
    browser = await launchOldChromium(92)
  })

  test.afterEach(async () => {
    await browser.close()
  })

  test('renders the first screens like a current browser', async ({ page: today, openFromChat, divar, stack }) => {
    const context = await browser.newContext({ viewport: { width: 412, height: 839 }, locale: 'fa-IR' })
    const page = await context.newPage()
    const problems = problemsOf(page)
    const [talk, another] = divar.conversations()
    expect(await page.evaluate(() => navigator.userAgent)).toContain('Chrome/92.')

    await page.goto(`${stack.simulator.url}/provider/${talk?.id}?as=DEMAND&open=webview`)
    await page.click('button.start')
    await page.waitForSelector('text=ارسال کالا با پیک')
    await page.waitForSelector('text=شما خریدار')
    expect(new URL(page.url()).origin).toBe(stack.appUrl)
    await sameStyles(page, await openFromChat({ side: 'DEMAND', conversationId: another?.id ?? '', opens: 'webview' }))

    // The prices follow in it, too.
    await page.click('text=اندازهٔ دیگر')
    await page.check('input[name=size][value=medium]')
    await page.selectOption('select[name=city]', 'mashhad')
    await page.waitForSelector('input[name=service][value=city_express]:disabled')
    await page.waitForSelector('select[name=district]')
    await chooseSize(today, 'متوسط')
    await today.getByLabel(ownCity).selectOption({ label: 'مشهد' })
    await expect(today.getByLabel('محله', { exact: true })).toBeVisible()
    await expectPricesSettled(today)
    await sameStyles(page, today)
    expect(problems).toEqual([])
  })

  test('lets a seller turn the assistant on, read messages, answer by hand and turn it off', async ({
    divar,
    stack,
  }) => {
    divar.reset({ scenario: 'assistant', fresh: true })
    const { seller, posts, talks } = assistantCast(divar)
    const context = await browser.newContext({ viewport: { width: 412, height: 839 }, locale: 'fa-IR' })
    const page = await context.newPage()
    const problems = problemsOf(page)
    await page.goto(`${stack.simulator.url}/my-post/${posts.first}?as=${seller.id}&open=webview`)
    await page.goto(`${stack.appUrl}/assistant?post=${posts.first}`)
    await page.click('text=روشن کن برای این آگهی')
    await page.click('button[name=decision][value=allow]')
    await page.waitForSelector('text=پیام‌های تازه خوانده می‌شود', patience)
    const [conversationId = ''] = talks
    divar.say({ conversationId, side: 'DEMAND', text: 'سلام، هنوز هست؟' })
    await page.waitForSelector('text=سلام، هنوز هست؟', patience)
    await page.click('summary:has-text("پاسخ در گفت‌وگوی ۱")')
    await page.fill('textarea[name^=reply-]', 'بله، هست.')
    await page.click('text=فرستادن پاسخ')
    await page.waitForSelector('text=پاسخ شما در چت نوشته شد.', patience)
    expect(divar.messages(conversationId).at(-1)?.text).toBe('بله، هست.')
    await page.click('text=دستیار را خاموش کن')
    await page.waitForSelector('text=دستیار چیزی نمی‌خواند و نمی‌فرستد.', patience)
    expect(problems).toEqual([])
  })

  test('links the chatbot by its button', async ({ divar }) => {
    const userId = divar.conversations()[0]?.demand.id ?? ''
    divar.botSay({ userId, text: 'سفارش‌های من' })
    await expect.poll(() => divar.bot({ userId }).messages.length).toBe(2)
    const { url } = await divar.botTap({ userId, caption: 'وصل کردن به حساب من' })
    const context = await browser.newContext({ viewport: { width: 412, height: 839 }, locale: 'fa-IR' })
    const page = await context.newPage()
    const problems = problemsOf(page)
    divar.consentAs(userId)
    await page.goto(url ?? '')
    await page.waitForSelector('h1:has-text("سفارش‌های من در گفت‌وگو با ربات پیک")')
    await submitLink(page)
    await page.click('button[name=decision][value=allow]')
    await page.waitForSelector('h1:has-text("این گفت‌وگو به حساب دیوار شما وصل شد")', patience)
    expect(problems).toEqual([])
  })
})

const submitLink = (page: Page) => page.click('.stick-bottom a')

/** The old browser draws the page as the new one does, with the font and with rounded, coloured, sticking parts. */
async function sameStyles(old: Page, today: Page): Promise<void> {
  for (const page of [old, today]) await page.evaluate(() => document.fonts.ready.then(() => true))
  const styles = await old.evaluate(readStyles)
  expect(styles).toEqual(await today.evaluate(readStyles))
  expect(styles).toMatchObject({
    dir: 'rtl',
    body: { direction: 'rtl', 'font-family': expect.stringContaining('Vazirmatn') },
    bar: { position: 'sticky', bottom: '0px' },
    main: { 'background-color': 'rgb(11, 100, 112)', color: 'rgb(255, 255, 255)' },
    fontLoaded: true,
  })
}
