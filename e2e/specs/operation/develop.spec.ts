import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { developed, restartOnChanges } from '../../runner/develop.ts'
import { openLocal } from '../../runner/local.ts'
import { expect, test } from '../../support/fixtures.ts'
import { change, copyProject } from '../../support/other-build.ts'
import { temporaryFolder } from '../../support/paths.ts'
import { freePort } from '../../support/ports.ts'

test.describe.configure({ timeout: 5 * 60_000 })

const component = 'components/layout/authenticity-strip.tsx'
const texts = 'lib/fa/retention.ts'

test('in development, a component change reaches the open page and a rule change restarts the app', async ({
  browser,
}) => {
  const folder = mkdtempSync(join(temporaryFolder(), 'develop-'))
  copyProject(folder)
  const said: string[] = []
  const ports = { port: await freePort(), simulatorPort: await freePort() }
  const local = await openLocal({ name: 'dev', folder, ...ports, ...developed(folder, false) })
  const changes = restartOnChanges(local.app, { folder, say: (line) => said.push(line) })
  try {
    await changes.start()
    const page = await browser.newPage()
    await page.goto(`${local.app.url}/privacy`)
    await expect(page.getByText('پیک هیچ‌وقت')).toBeVisible()

    // A page may be loaded again once while the server still compiles what watches it; from then on it is drawn in place.
    change(join(folder, component), 'پیک هیچ‌وقت', 'پیک هرگز')
    await expect(page.getByText('پیک هرگز')).toBeVisible()
    await page.evaluate(() => Object.assign(window, { openSince: 'the first change' }))
    change(join(folder, component), 'پیک هرگز', 'پیک اصلاً')
    await expect(page.getByText('پیک اصلاً')).toBeVisible()
    expect(await page.evaluate(() => 'openSince' in window), 'drawn in place').toBe(true)
    expect(said).toEqual([])

    // What cannot start is not the end: the next change is taken, and not only after a patience of minutes.
    change(join(folder, texts), 'const retentionTexts', 'const = retentionTexts')
    await expect.poll(() => said).toEqual(['fa/retention.ts changed: starting again …'])
    change(join(folder, texts), 'const = retentionTexts', 'const retentionTexts')
    await expect.poll(() => said.length).toBe(2)
    change(join(folder, texts), 'طرف مقابل فقط شهر', 'طرف مقابل تنها شهر')
    await expect(async () => {
      await page.goto(`${local.app.url}/privacy`)
      await expect(page.getByText('طرف مقابل تنها شهر')).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 90_000 })
    expect(said.filter((line) => line.includes('fa/retention.ts changed'))).toHaveLength(3)
    await page.close()
  } finally {
    await changes.close()
    await local.simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
