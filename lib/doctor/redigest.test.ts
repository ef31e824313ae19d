import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Execute } from '#lib/checks/reseal.ts'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { putShipment } from '#lib/desk/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { lastFourDigests } from '#lib/shipping/index.ts'
import { contact } from '#lib/shipping/testing.ts'
import { digestColumns, redigest } from './redigest.ts'

const [older, newer, foreign] = [1, 2, 3].map((byte) => createKey(byte)) as [Uint8Array, Uint8Array, Uint8Array]

function createKey(byte: number) {
  return new Uint8Array(32).fill(byte)
}

describeOnBothEngines('digests after a change of keys', (open) => {
  const execute: Execute = async (statement, values) => {
    const parts = statement.split(/\$\d+/)
    const order = [...statement.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number) - 1)
    const chunks = parts.flatMap((part, index) =>
      index === 0 ? [sql.raw(part)] : [sql`${values[order[index - 1] ?? 0]}`, sql.raw(part)],
    )
    return (await open().db.execute<Record<string, unknown>>(sql.join(chunks))).rows
  }
  const put = async (id: string, key: Uint8Array, mobileDigest: string | null) => {
    await putShipment(open().db, { id })
    await open()
      .db.insert(shipmentAddresses)
      .values({
        shipmentId: id,
        side: 'DEMAND',
        typedBySessionId: 's',
        sealed: await createSealer([key]).seal(contact),
        mobileDigest,
      })
  }
  const digests = async () =>
    (await open().db.select().from(shipmentAddresses)).map(({ mobileDigest }) => mobileDigest).sort()
  const lastFour = contact.mobile.slice(-4)
  const made = (...keys: Uint8Array[]) => lastFourDigests(createSealer(keys), lastFour)

  it('are listed, each of them', async () => {
    const { rows } = await open().db.execute<{ name: string }>(
      sql`select table_name || '.' || column_name as name from information_schema.columns
          where table_schema = 'public' and column_name like '%digest%'`,
    )
    expect(rows.map(({ name }) => name)).toEqual(digestColumns.map(({ table, column }) => `${table}.${column}`))
  })

  it('are made again with the newest key, also where a version before made none', async () => {
    const [old, fresh] = [made(older)[0] ?? '', made(newer)[0] ?? '']
    expect(old).not.toBe(fresh)
    expect(made(newer, older)).toEqual([fresh, old])
    await put('old', older, old)
    await put('none', older, null)
    await put('fresh', newer, fresh)
    for (let n = 0; n < 210; n += 1) await put(`many-${n}`, older, old)
    expect(await redigest(execute, digestColumns[0], [newer, older])).toBe(212)
    expect(new Set(await digests())).toEqual(new Set([fresh]))
    expect(await redigest(execute, digestColumns[0], [newer, older])).toBe(0)
  })

  it('stay as they are where no key opens the address', async () => {
    await put('foreign', foreign, 'kept.x')
    await put('old', older, null)
    expect(await redigest(execute, digestColumns[0], [newer, older])).toBe(1)
    expect(await digests()).toEqual([made(newer)[0], 'kept.x'].sort())
  })
})
