import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fixtures.ts'
import { agree, carrierTells } from '../../support/life.ts'
import { budget, measurePage, recordPage } from '../../support/measure.ts'
import { root } from '../../support/paths.ts'
import { enterAs, inviteByCommand } from '../../support/staff.ts'

/** Every page that the app has for the business's people, out of its folders. */
const inFolders = (): string[] =>
  globSync(['desk/**/page.tsx', 'courier/**/page.tsx'], { cwd: join(root, 'app') })
    .map((file) => `/${file.replace(/\/page\.tsx$/, '').replace('(enter)/', '')}`)
    .sort()

test('every page for the staff stays within the JavaScript that a desk may load', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  test.setTimeout(300_000)
  const measured: string[] = []
  const measure = async (page: Page, name: string, address = name) => {
    const url = `${stack.appUrl}${address}`
    const bytes = await measurePage(page, url)
    expect(page.url(), 'nobody is sent elsewhere').toBe(url)
    measured.push(name)
    recordPage({ name, ...bytes, accessibility: null, bestPractices: null })
    expect(bytes.scriptBytes, `${name} was measured`).toBeGreaterThan(50 * 1024)
    expect.soft(bytes.scriptBytes, `bytes of JavaScript of ${name}`).toBeLessThanOrEqual(budget.deskScriptBytes)
  }

  const { buyer, code } = await agree({ openFromChat, newWindow, divar })
  await buyer.getByRole('link', { name: 'گزارش مشکل' }).click()
  await buyer.getByLabel('شرح مشکل').fill('مأمور پیک کی می‌آید؟')
  await buyer.getByRole('button', { name: /فرستادن|گزارش/ }).click()
  const courier = await newWindow()
  await enterAs(courier, stack.env, 'courier')
  const admin = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(admin, stack.env, 'admin')
  await admin.goto(`${stack.appUrl}/desk/shipments/${code}`)
  await admin.getByLabel('نوع برگه').selectOption({ label: 'بارنامه' })
  await admin.getByRole('button', { name: 'چاپ (ثبت می‌شود)' }).click()
  await admin.waitForURL(/\/desk\/paper\/[\w-]{36}$/)
  await measure(admin, '/desk/paper/[print]', new URL(admin.url()).pathname)
  await measure(admin, '/desk/queue')
  await expect(admin.getByRole('checkbox').first(), 'with rows to choose').toBeVisible()
  await measure(admin, '/desk/shipments/[code]', `/desk/shipments/${code}`)
  await measure(admin, '/desk/threads')
  await carrierTells(divar, code, 'assigned', 'picked_up', 'delivered')
  await measure(admin, '/desk/shipments/[code]/receipt', `/desk/shipments/${code}/receipt`)
  for (const part of ['', '/audit', '/business', '/exceptions', '/figures', '/paper', '/prices', '/reports', '/team']) {
    await measure(admin, `/desk${part}`)
  }
  await measure(courier, '/courier')
  await measure(courier, '/desk/security')

  const stranger = await newWindow()
  await measure(stranger, '/desk/sign-in')
  const link = new URL(await inviteByCommand(stack.env, 'viewer'))
  await measure(stranger, '/desk/invitation/[token]', link.pathname)
  // Its only script of its own is the button of a passkey, which those two have as well.
  expect([...measured, '/desk/recover'].sort()).toEqual(inFolders())
})
