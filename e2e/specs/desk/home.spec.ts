import type { Page } from '@playwright/test'
import { hireCourier } from '../../support/courier.ts'
import { latin } from '../../support/digits.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { agree, patience, shownCode } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

const work = (page: Page) => page.getByRole('list', { name: 'کار امروز' })
const tile = (page: Page, label: string) => work(page).getByRole('link', { name: new RegExp(`${label}$`) })

/** The number on a tile, which everybody who uses this desk adds to. */
async function counted(page: Page, label: string): Promise<number> {
  return Number.parseInt(latin(await tile(page, label).textContent()), 10)
}

test('the first page of the desk says what waits, follows it by itself, and leads to it', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const given = { openFromChat, newWindow, divar, stack }
  const courier = await hireCourier(given)
  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'dispatcher')
  await desk.goto(`${stack.appUrl}/desk`)
  await expect(desk.getByRole('navigation').getByRole('link', { name: 'میز کار' })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await desk.evaluate(() => Object.assign(window, { isOpenedOnce: true }))
  const own = desk.getByRole('link', { name: courier.name })
  await expect(own).toContainText('بی‌کار')
  const [fresh, messages] = [await counted(desk, 'تازه'), await counted(desk, 'پیام‌های مردم')]

  const { buyer, code } = await agree(given)
  await expect.poll(async () => await counted(desk, 'تازه'), patience).toBe(fresh + 1)
  await buyer.getByRole('link', { name: 'گزارش مشکل' }).click()
  await buyer.getByLabel('شرح مشکل').fill('مأمور پیک کی می‌آید؟')
  await buyer.getByRole('button', { name: /فرستادن|گزارش/ }).click()
  await expect.poll(async () => await counted(desk, 'پیام‌های مردم'), patience).toBe(messages + 1)
  const other = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(other, stack.env, 'dispatcher')
  await other.goto(`${stack.appUrl}/desk/shipments/${code}`)
  await other.getByLabel('مأمور پیک').selectOption({ label: courier.name })
  await other.getByRole('button', { name: 'سپردن' }).click()
  await expect(own).toContainText('۱ برای گرفتن', patience)
  expect(await desk.evaluate(() => 'isOpenedOnce' in window), 'without a reload').toBe(true)
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)

  await own.click()
  await expect(desk.getByRole('row', { name: shownCode(code) })).toBeVisible()
  await expect(desk.locator('summary')).toContainText('روشن')
  await expect(desk.getByLabel(/^مأمور پیک/)).toHaveValue(/./)
  await desk.getByRole('button', { name: 'نشان بده' }).click()
  await expect(desk.getByRole('row', { name: shownCode(code) }), 'the form keeps whose they are').toBeVisible()
  await desk.getByRole('link', { name: 'بدون صافی' }).click()
  await expect(desk.getByLabel(/^مأمور پیک/)).toHaveValue('')

  const viewer = await newWindow({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
  await enterAs(viewer, stack.env, 'viewer')
  await viewer.goto(`${stack.appUrl}/desk`)
  await expect(tile(viewer, 'تازه')).toBeVisible()
  await expect(tile(viewer, 'پیام‌های مردم')).toHaveCount(0)
  await expect(viewer.getByText(courier.name)).toHaveCount(0)
  await expectFits(viewer)
  await tile(viewer, 'نیازمند رسیدگی').click()
  await expect(viewer.getByRole('heading', { name: 'مرسوله‌ها' })).toBeVisible()

  const auditor = await newWindow()
  await enterAs(auditor, stack.env, 'auditor')
  await auditor.goto(`${stack.appUrl}/desk`)
  await expect(auditor.getByRole('main').getByRole('link', { name: 'دفتر کارها' })).toBeVisible()
  await expect(work(auditor)).toHaveCount(0)
})
