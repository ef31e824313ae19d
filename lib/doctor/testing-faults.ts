import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Check } from '#lib/checks/check.ts'
import type { Place } from '#lib/checks/folder-check.ts'
import { migrationsFolder } from '#lib/db/migrate.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { type Examination, examine } from './examine.ts'
import { settingsWith, soundEnvironment } from './testing.ts'

/** A fault, the check that finds it, and what its remedy says. Nothing else may be found. */
export type Fault<Plant> = [fault: string, name: string, remedy: string, plant: Plant]

export type Given = { env?: Record<string, string>; with?: Partial<Examination> }

const carrier = {
  CARRIER_KEYS: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  CARRIER_WEBHOOK_URL: 'https://carrier.example.ir/hook',
}

/** A folder that is never touched, and always well. */
export const roomy: Place = {
  mkdir: () => undefined,
  write: () => undefined,
  remove: () => undefined,
  free: () => 5_000,
}

/** What the doctor says where everything is sound but what is given. */
export async function lookWith({ env = {}, with: own }: Given): Promise<Check[]> {
  const { checks } = await examine({
    readSettings: () => settingsWith({ DATA_DIR: join(tmpdir(), 'peyk-not-there'), ...carrier, ...env }),
    envFiles: { names: [], port: null },
    migrationsFolder: migrationsFolder(),
    clock: systemClock,
    fetch,
    online: false,
    publicAddress: null,
    folder: roomy,
    ...own,
  })
  return checks
}

/** But for the business, which no database of these tests has: `business-check.test.ts` looks at that. */
export const found = (checks: Check[]) =>
  checks.filter(({ name, state }) => (state === 'wrong' || state === 'note') && name !== 'business')

/** This fault, and nothing else, with its remedy; and no secret in any sentence. */
export function expectOnly(checks: Check[], name: string, remedy: string): void {
  expect(found(checks)).toMatchObject([{ name, remedy: expect.stringContaining(remedy) }])
  const secrets = Object.values(soundEnvironment).filter((value) => !/^https|^peyk$/.test(value))
  expect(secrets.filter((secret) => JSON.stringify(checks).includes(secret))).toEqual([])
}
