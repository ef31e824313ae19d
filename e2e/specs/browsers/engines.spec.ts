import type { Control } from '../../simulator/index.ts'
import { otherAddress } from '../../support/answer.ts'
import { type EngineWindow, enginesHere } from '../../support/engines/index.ts'
import { expect, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { carrierTells } from '../../support/life.ts'

test.describe.configure({ timeout: 180_000 })

for (const engine of enginesHere()) {
  test(`${engine.name} books from the chat, accepts on the other side and follows the shipment to its end`, async ({
    divar,
    stack,
  }) => {
    const id = divar.conversations()[0]?.id ?? ''
    const buyer = await engine.open()
    try {
      await buyer.goto(`${stack.simulator.url}/provider/${id}?as=DEMAND&open=webview`)
      await buyer.click('button.start')
      await sees(buyer, 'شما خریدار')
      expect(new URL(await buyer.url()).origin).toBe(stack.appUrl)
      const shown = await book(buyer)
      expect(divar.messages(id).at(-1)?.text).toBe(shown)
      expect(divar.calls({ name: 'send' })).toHaveLength(1)
      expect(await buyer.problems()).toEqual([])
      await buyer.tap('بازگشت به چت دیوار')
      await sees(buyer, 'به دیوار برگشتید')
    } finally {
      await buyer.close()
    }

    const code =
      divar
        .messages(id)
        .at(-1)
        ?.text.match(/[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}/)?.[0]
        .replaceAll('-', '') ?? ''
    const seller = await engine.open()
    try {
      await accept(seller, divar, code)
      await follow(seller, divar, code)
      await seller.tap('حریم خصوصی')
      await seller.tap('پاک کردن اطلاعات من')
      await sees(seller, 'پاک کردن اطلاعات من')
      expect(await seller.problems()).toEqual([])
    } finally {
      await seller.close()
    }
  })
}

/** From the first screen to the message in the chat; gives the message as it was shown before the tap. */
async function book(window: EngineWindow): Promise<string> {
  await runsScripts(window)
  await window.evaluate(() => Object.assign(window, { kept: true }) && null)
  await submit(window)
  await sees(window, 'محله را انتخاب کنید.')
  await unfoldSizes(window)
  await window.check('input[name=size][value=small]')
  await window.choose('select[name=weight]', '2000')
  await window.choose('select[name=city]', 'tehran')
  await window.choose('select[name=district]', 'tehranpars')
  const prices = () => document.querySelector('[data-prices]')?.getAttribute('data-prices')
  await expect.poll(() => window.evaluate(prices), { timeout: 60_000 }).toBe('settled')
  await window.check('input[name=service][value=city_same_day]')
  await submit(window)
  await sees(window, 'کالا کجا تحویل داده شود؟')
  await fillAddress(window, readAddressSeed().typed)
  await submit(window)
  await sees(window, 'همه‌چیز درست است؟')
  expect(await window.evaluate(() => 'kept' in window), 'each step was taken by script, in the same document').toBe(
    true,
  )
  await window.click('.stick-bottom a')
  await window.click('button[name=decision][value=allow]')
  await sees(window, 'این پیام در چت نوشته می‌شود')
  const shown = await window.evaluate(() => document.querySelector('figure blockquote')?.textContent ?? '')
  await submit(window)
  await sees(window, 'درخواست شما ثبت شد')
  await sees(window, 'پیام در چت نوشته شد')
  return shown
}

async function accept(window: EngineWindow, divar: Control, shipment: string): Promise<void> {
  const conversationId = divar.conversations()[0]?.id ?? ''
  const launch = { conversationId, side: 'SUPPLY', source: 'CHAT_MESSAGE_ACTION', extraData: { shipment } } as const
  const { url } = await divar.launch(launch)
  await window.goto(url ?? '')
  await sees(window, 'پیشنهاد ارسال از طرف خریدار')
  await window.tap('پذیرش و تکمیل نشانی')
  await sees(window, 'کالا از کجا برداشته شود؟')
  await fillAddress(window, otherAddress)
  await window.choose('select[name=city]', 'tehran')
  await window.choose('select[name=district]', 'nazi-abad')
  await submit(window)
  await sees(window, 'قیمت قطعی و پذیرش')
  await window.check('input[name=forbiddenAccepted]')
  await window.tap('می‌پذیرم')
  await sees(window, 'ارسال پذیرفته شد')
}

/** The page that stays open shows each step without a reload. */
async function follow(window: EngineWindow, divar: Control, code: string): Promise<void> {
  await window.evaluate(() => Object.assign(window, { kept: true }) && null)
  for (const [step, title] of [
    ['assigned', 'مأمور پیک مشخص شد'],
    ['picked_up', 'مرسوله در راه است'],
    ['delivered', 'مرسوله تحویل شد'],
  ] as const) {
    await carrierTells(divar, code, step)
    await sees(window, title)
  }
  expect(await window.evaluate(() => 'kept' in window), 'changed without a reload').toBe(true)
}

/** A tap may land beside it while the page still scrolls to the answer that is missing. */
async function unfoldSizes(window: EngineWindow): Promise<void> {
  const isOpen = () => document.querySelector('fieldset details')?.hasAttribute('open')
  const open = async () => {
    if (!(await window.evaluate(isOpen))) await window.click('fieldset summary')
    return await window.evaluate(isOpen)
  }
  await expect.poll(open, { timeout: 60_000 }).toBe(true)
}

type Typed = { name: string; mobile: string; line: string; postalCode: string }

async function fillAddress(window: EngineWindow, { name, mobile, line, postalCode }: Typed): Promise<void> {
  await window.fill('input[name=name]', name)
  await window.fill('input[name=mobile]', mobile)
  await window.fill('textarea[name=line]', line)
  await window.fill('input[name=postalCode]', postalCode)
}

const submit = async (window: EngineWindow) => await window.click('.stick-bottom button')

/** React has taken over the page's form; sent before, it is a plain one, and answered by a page of its own. */
async function runsScripts(window: EngineWindow): Promise<void> {
  const takenOver = () => Object.keys(document.querySelector('form') ?? {}).some((key) => key.startsWith('__react'))
  await expect.poll(() => window.evaluate(takenOver), { timeout: 60_000 }).toBe(true)
}

/** The words stand on the page. */
async function sees(window: EngineWindow, words: string): Promise<void> {
  await expect.poll(async () => await readWords(window), { message: words, timeout: 60_000 }).toContain(words)
}

/** Without scripts, which carry the page's data once more. Between two pages there is nothing to read. */
const readWords = (window: EngineWindow) =>
  window
    .evaluate(() => {
      const copy = document.body.cloneNode(true) as Element
      for (const unseen of copy.querySelectorAll('script, template, style')) unseen.remove()
      return copy.textContent ?? ''
    })
    .catch(() => '')
