import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { otherKept } from '../../support/answer.ts'
import { goTo, readAddressSeed, unfold } from '../../support/journey.ts'
import { openButton, patience } from '../../support/life.ts'
import { root } from '../../support/paths.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import { expect, test } from '../../support/replicas.ts'

// Of the two replicas one always serves.
test.describe.configure({ timeout: 300_000 })

test('the sealing key can be replaced during a booking, after which the old key is not needed', async ({
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
  await bookTo(page, 'review')
  // First everybody can open what the new one will seal; then it seals.
  await restartAll(`${older},${newer}`)
  await expect(page.getByText(readAddressSeed().kept.line)).toBeVisible()
  await restartAll(`${newer},${older}`)
  for (const step of ['preview', 'result'] as const) await goTo(page, step)
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
  await unfold(seller, 'نشانی شما')
  await expect(seller.getByText(otherKept.line).first()).toBeVisible()
  await page.reload()
  await unfold(page, 'نشانی شما')
  await expect(page.getByText(readAddressSeed().kept.line).first()).toBeVisible()
  // Nothing of the old key's is left: the doctor's look agrees.
  const doctor = spawnSync(process.execPath, [join(root, 'lib/doctor/main.ts'), '--json'], {
    env: { ...env, SEAL_KEYS: newer },
    encoding: 'utf8',
  })
  const { checks } = JSON.parse(doctor.stdout) as { checks: { name: string; state: string }[] }
  expect(checks.find(({ name }) => name === 'sealed_rows')?.state).toBe('good')
})
