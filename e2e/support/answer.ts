import { expect, type Locator, type Page } from '@playwright/test'
import { type AddressData, fillAddress, nothingForbidden, typeAddress } from './journey.ts'

/** The other side's address, as it is typed; each value is found nowhere else. */
export const otherAddress: AddressData = {
  name: 'مهرانگیز طاهری‌نسب',
  mobile: '۰۹۳۵۸۸۱۷۲۶۴',
  city: 'تهران',
  district: 'نازی‌آباد',
  line: 'کوچهٔ یاس سپید، پلاک ۹۳، زنگ سوم',
  postalCode: '۱۸۱۷۶۵۴۳۳۹',
}

/** What Peyk makes of it. */
export const otherKept = {
  name: otherAddress.name,
  mobile: '09358817264',
  line: otherAddress.line,
  postalCode: '1817654339',
}

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })

/** The timeline of the shipment page, step by step, as it is read out. */
export const timeline = (page: Page): Locator => page.getByRole('list', { name: 'مسیر مرسوله' }).getByRole('listitem')

/** From a proposal to the page that shows what accepting comes to. */
export async function toAcceptance(page: Page, address: Partial<AddressData> = {}): Promise<void> {
  await page.getByRole('link', { name: 'پذیرش و تکمیل نشانی' }).click()
  await page.waitForURL('**/address')
  await fillAddress(page, { ...otherAddress, ...address })
  await page.waitForURL('**/accept')
}

/** The same where the districts come only with a page of the server's. */
export async function toAcceptanceWithoutScripts(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'پذیرش و تکمیل نشانی' }).click()
  await page.waitForURL('**/address')
  await typeAddress(page, { ...otherAddress, district: null })
  await page.getByLabel('محله', { exact: true }).selectOption({ label: 'نازی‌آباد' })
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await page.waitForURL('**/accept')
}

/** Accepts; a seller confirms first that nothing forbidden is inside. */
export async function accept(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText('قیمت قطعی و پذیرش')
  if ((await nothingForbidden(page).count()) > 0) await nothingForbidden(page).check()
  await page.getByRole('button', { name: 'می‌پذیرم' }).click()
  await expect(heading(page)).toHaveText('ارسال پذیرفته شد')
}

/** Cancels with a reason, from the shipment page on. */
export async function cancel(page: Page, reason: string): Promise<void> {
  await page.getByRole('link', { name: 'لغو ارسال' }).click()
  await page.getByRole('radio', { name: reason }).check()
  await page.getByRole('button', { name: 'ارسال را لغو می‌کنم' }).click()
  await expect(heading(page)).toHaveText('ارسال لغو شد')
}
