import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hireCourier } from '../../support/courier.ts'
import { carry, close, enterFirst, enterInvited, expectNobodyYet } from '../../support/first-day.ts'
import { expect, test as onOneProcess } from '../../support/fixtures.ts'
import { test as onTwoProcesses } from '../../support/replicas.ts'

type Given = Parameters<typeof carry>[0]

/** All that a business does on its first day. */
async function firstDay(given: Given): Promise<void> {
  await expectNobodyYet(given)
  const admin = await enterFirst(given)
  const courier = await hireCourier(given)
  const desk = await enterInvited(given, admin)
  await close(given, desk, await carry(given, desk, courier))
}

onOneProcess.describe('a business on its first day', () => {
  onOneProcess.describe.configure({ timeout: 300_000 })

  onOneProcess(
    'goes from a passkey to a delivered parcel and its receipt, on one process and an empty folder',
    async ({ app, openFromChat, newWindow, divar, stack }) => {
      const folder = mkdtempSync(join(tmpdir(), 'peyk-e2e-first-day-'))
      const own = { DATA_DIR: join(folder, 'data') }
      await app.restart(own)
      await firstDay({ openFromChat, newWindow, divar, stack: { ...stack, env: { ...stack.env, ...own } } })
      await app.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  )
})

onTwoProcesses.describe('a business on its first day', () => {
  onTwoProcesses.describe.configure({ timeout: 300_000 })

  onTwoProcesses(
    'goes from a passkey to a delivered parcel and its receipt, on two processes and an empty PostgreSQL',
    async ({ openFromChat, newWindow, divar, stack }) => {
      const before = stack.balancer.counts()
      await firstDay({ openFromChat, newWindow, divar, stack })
      const after = stack.balancer.counts()
      for (const index of [0, 1]) expect((after[index] ?? 0) - (before[index] ?? 0)).toBeGreaterThan(50)
    },
  )
})
