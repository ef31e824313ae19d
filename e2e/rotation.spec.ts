import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { otherKept } from './answer.ts'
import { test as base, expect } from './fixtures.ts'
import { bookTo, goTo, readAddressSeed } from './journey.ts'
import { complete, openButton, patience } from './life.ts'
import { type Front, startFront } from './support/front.ts'
import { root } from './support/paths.ts'
import { type Postgres, startPostgres } from './support/postgres.ts'

// Two replicas on one PostgreSQL, of which one always serves.
const test = base.extend<object, { postgres: Postgres; stack: Front }>({
  postgres: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const postgres = await startPostgres()
      await use(postgres)
      await postgres.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  stack: [
    async ({ postgres }, use, info) => {
      const own = { DATABASE_URL: await postgres.database('peyk') }
      const front = await startFront(info.parallelIndex, { processes: 2, own })
      await use(front)
      await front.stop()
    },
    { scope: 'worker', timeout: 5 * 60_000 },
  ],
})

test.describe.configure({ timeout: 300_000 })

test('the key that seals is replaced while somebody books, and the old one opens nothing that is needed', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const older = stack.secrets.SEAL_KEYS
  const newer = randomBytes(32).toString('base64')
  const restartAll = async (SEAL_KEYS: string) => {
    for (const app of stack.apps) await app.restart({ SEAL_KEYS })
  }
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'service')
  // First everybody can open what the new one will seal; then it seals.
  await restartAll(`${older},${newer}`)
  await goTo(page, 'review')
  await expect(page.getByText(readAddressSeed().kept.line)).toBeVisible()
  await restartAll(`${newer},${older}`)
  for (const step of ['permission', 'preview', 'result'] as const) await goTo(page, step)
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)

  const env = { ...stack.env, PORT: '3000', SEAL_KEYS: `${newer},${older}` } as unknown as NodeJS.ProcessEnv
  const resealed = spawnSync(process.execPath, [join(root, 'lib/doctor/reseal-main.ts')], { env, encoding: 'utf8' })
  expect(resealed.stderr).toBe('')
  expect(resealed.stdout).toContain('Everything is sealed with the first of SEAL_KEYS')
  expect(resealed.status).toBe(0)
  await restartAll(newer)
  const code = /shipment\/(\w+)/.exec(page.url())?.[1] ?? ''
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await complete(seller)
  await expect(seller.getByText(otherKept.line).first()).toBeVisible()
  await page.reload()
  await expect(page.getByText(readAddressSeed().kept.line).first()).toBeVisible()
  // Nothing of the old key's is left: the doctor's look agrees.
  const doctor = spawnSync(process.execPath, [join(root, 'lib/doctor/main.ts'), '--json'], {
    env: { ...env, SEAL_KEYS: newer },
    encoding: 'utf8',
  })
  const { checks } = JSON.parse(doctor.stdout) as { checks: { name: string; state: string }[] }
  expect(checks.find(({ name }) => name === 'sealed_rows')?.state).toBe('good')
})
