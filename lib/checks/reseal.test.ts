import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { sealedColumns } from '#lib/db/index.ts'
import { drafts } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { checkSealedRows } from './database-checks.ts'
import { type Execute, isComplete, reseal } from './reseal.ts'
import { sealedBeginnings } from './seal-checks.ts'

const [older, newer, foreign] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
]

describeOnBothEngines('resealing', (open) => {
  /** Values between the words of the statement: both engines take them by number. */
  const execute: Execute = async (statement, values) => {
    const parts = statement.split(/\$\d+/)
    const order = [...statement.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number) - 1)
    const chunks = parts.flatMap((part, index) =>
      index === 0 ? [sql.raw(part)] : [sql`${values[order[index - 1] ?? 0]}`, sql.raw(part)],
    )
    return (await open().db.execute<Record<string, unknown>>(sql.join(chunks))).rows
  }
  const draft = async (id: string, sealedAddress: string) =>
    await open().db.execute(sql`
      insert into drafts (id, seat_id, conversation_id, side, tracking_code, choices, sealed_address, created_at, updated_at, due_at)
      values (${id}, ${id}, ${id}, 'DEMAND', ${id}, '{}', ${sealedAddress}, now(), now(), now())`)
  const addressOf = async (id: string) =>
    (await open().db.select().from(drafts)).find((row) => row.id === id)?.sealedAddress ?? ''
  const seals = async (key: Uint8Array) => await sealedBeginnings([key])
  const check = async (...keys: Uint8Array[]) =>
    await checkSealedRows(
      async (statement) => await execute(statement, []),
      sealedColumns,
      await sealedBeginnings(keys),
    )

  it('covers every column with sealed values and the key of its rows', () => {
    const names = sealedColumns.map(({ table, column }) => `${table}.${column}`)
    expect(names).toEqual(
      expect.arrayContaining([
        'grants.sealed_tokens',
        'drafts.sealed_address',
        'shipment_addresses.sealed',
        'event_texts.sealed',
        'support_requests.sealed_text',
        'outbox.sealed',
      ]),
    )
    for (const { table, key } of sealedColumns) expect(key, table).not.toEqual([])
  })

  it('makes the newest key sufficient without changing a value', async () => {
    for (let number = 0; number < 450; number += 1) {
      await draft(`d-${number}`, await createSealer([older]).seal({ line: number }))
    }
    await draft('new', await createSealer([newer]).seal({ line: 'new' }))
    const untouched = await addressOf('new')
    expect(await check(newer, older)).toMatchObject({
      state: 'note',
      sentence: '450 rows of drafts are still sealed with an older key of SEAL_KEYS.',
      remedy: expect.stringContaining('npm run reseal'),
    })
    const all = await reseal(execute, sealedColumns, [newer, older])
    expect(all.find(({ table }) => table === 'drafts')).toMatchObject({ resealed: 450, changed: 0, unknown: 0 })
    expect(await check(newer)).toMatchObject({ state: 'good', sentence: 'Every sealed row has the newest key.' })
    expect(await createSealer([newer]).open(await addressOf('d-449'))).toEqual({ line: 449 })
    expect(await addressOf('new')).toBe(untouched)
    const again = await reseal(execute, sealedColumns, [newer, older])
    expect(again.map(({ resealed }) => resealed)).toEqual(sealedColumns.map(() => 0))
  })

  it('skips and counts a value that no key opens', async () => {
    await draft('a', await createSealer([foreign]).seal('x'))
    await draft('b', await createSealer([older]).seal('y'))
    const all = await reseal(execute, sealedColumns, [newer, older])
    expect(all.find(({ table }) => table === 'drafts')).toMatchObject({ resealed: 1, unknown: 1 })
    expect([...(await seals(foreign))][0]).toBe((await addressOf('a')).split('.')[0])
    expect((await check(newer, older)).state).toBe('wrong')
  })

  it('does not overwrite a row changed since it was read, and returns to it', async () => {
    await draft('a', await createSealer([older]).seal('before'))
    const meanwhile = await createSealer([older]).seal('typed meanwhile')
    const updates: unknown[] = []
    const busy: Execute = async (statement, values) => {
      if (statement.startsWith('update drafts')) {
        if (updates.length === 0) await open().db.update(drafts).set({ sealedAddress: meanwhile })
        updates.push((await execute(statement, values)).length)
        return updates.at(-1) === 1 ? [{ written: 1 }] : []
      }
      return await execute(statement, values)
    }
    const all = await reseal(busy, sealedColumns, [newer, older])
    expect(updates).toEqual([0, 1])
    expect(all.find(({ table }) => table === 'drafts')).toMatchObject({ resealed: 1, changed: 0 })
    expect(isComplete(all)).toBe(true)
    expect(await createSealer([newer]).open(await addressOf('a'))).toBe('typed meanwhile')
  })

  it('finds a value copied from a later table to an earlier one while it runs', async () => {
    const sealed = await createSealer([older]).seal('x')
    await draft('a', sealed)
    let isCopied = false
    const copying: Execute = async (statement, values) => {
      if (statement.startsWith('update drafts') && !isCopied) {
        isCopied = true
        await draft('0-copy', sealed)
      }
      return await execute(statement, values)
    }
    const all = await reseal(copying, sealedColumns, [newer, older])
    expect(all.find(({ table }) => table === 'drafts')).toMatchObject({ resealed: 2, changed: 0 })
    expect(await check(newer)).toMatchObject({ state: 'good' })
  })

  it('is not complete while a process seals with an older key', async () => {
    await draft('a', await createSealer([older]).seal('x'))
    const stubborn: Execute = async (statement, values) => {
      if (statement.startsWith('update drafts')) {
        await open()
          .db.update(drafts)
          .set({ sealedAddress: await createSealer([older]).seal('again') })
      }
      return await execute(statement, values)
    }
    const all = await reseal(stubborn, sealedColumns, [newer, older])
    expect(all.find(({ table }) => table === 'drafts')).toMatchObject({ resealed: 0, changed: 1 })
    expect(isComplete(all)).toBe(false)
  })

  it('distinguishes a broken value from a missing key', async () => {
    const sealed = await createSealer([older]).seal('x')
    await draft('a', `${sealed.slice(0, -4)}AAAA`)
    const all = await reseal(execute, sealedColumns, [newer, older])
    expect(all.find(({ table }) => table === 'drafts')).toMatchObject({ resealed: 0, unknown: 0, damaged: 1 })
    expect(isComplete(all)).toBe(false)
  })

  it('resumes where it was stopped', async () => {
    for (let number = 0; number < 5; number += 1) {
      await draft(`d-${number}`, await createSealer([older]).seal({ line: number }))
    }
    let updates = 0
    const stopping: Execute = async (statement, values) => {
      if (statement.startsWith('update drafts')) updates += 1
      if (updates === 3) throw new Error('stopped')
      return await execute(statement, values)
    }
    await expect(reseal(stopping, sealedColumns, [newer, older])).rejects.toThrow('stopped')
    const all = await reseal(execute, sealedColumns, [newer, older])
    expect(all.find(({ table }) => table === 'drafts')).toMatchObject({ resealed: 3 })
    expect(await check(newer)).toMatchObject({ state: 'good' })
  })

  it('during a key rotation leaves no row at any step that a running process cannot open', async () => {
    await draft('before', await createSealer([older]).seal('before'))
    const opens = async (...keys: Uint8Array[]) => {
      const ids = (await open().db.select().from(drafts)).map(({ id }) => id).sort()
      for (const id of ids) expect(await createSealer(keys).open(await addressOf(id))).toBe(id)
      return ids
    }
    // One process after the other reads the new key before any seals with it.
    await draft('old-first', await createSealer([older, newer]).seal('old-first'))
    await opens(older)
    await draft('new-first', await createSealer([newer, older]).seal('new-first'))
    await opens(older, newer)
    await opens(newer, older)
    expect(isComplete(await reseal(execute, sealedColumns, [newer, older]))).toBe(true)
    await opens(older, newer)
    expect(await opens(newer)).toEqual(['before', 'new-first', 'old-first'])
  })
})
