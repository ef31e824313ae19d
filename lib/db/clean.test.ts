import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cleanEmbedded, tidyEmbedded } from './clean.ts'
import { type Database, openDatabase } from './client.ts'
import { sealedColumns } from './sealed-columns.ts'
import { megabytesOf, piecesIn, piecesOf, traceable } from './testing-files.ts'
import { layOutFolder } from './testing-template.ts'

const room = { free: () => Number.POSITIVE_INFINITY }
const minute = { timeout: 180_000 }
let dataDir = ''
let database: Database | undefined

const pglite = (): PGlite => {
  if (database?.engine.kind !== 'embedded') throw new Error('open only inside tests')
  return database.engine.pglite
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-clean-'))
  await layOutFolder(dataDir)
  database = await openDatabase({ dataDir })
  // Rows of every table, each without the rows that it belongs to.
  await pglite().exec('set session_replication_role = replica')
})

afterEach(async () => {
  await database?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

type Column = { name: string; type: string }

/** Ten rows in each table that has sealed values, long ones and short ones. Gives the pieces of all that was written. */
async function fill(): Promise<Set<string>> {
  const pieces = new Set<string>()
  const text = (length: number) => {
    const value = traceable(length)
    for (const piece of piecesOf(value)) pieces.add(piece)
    return `'${value}'`
  }
  const values: Record<string, () => string> = {
    text: () => text(1),
    integer: () => '1',
    boolean: () => 'false',
    jsonb: () => `'{}'`,
    'timestamp with time zone': () => 'now()',
  }
  for (const { table, column } of sealedColumns) {
    const { rows } = await pglite().query<Column>(
      `select column_name as name, data_type as type from information_schema.columns
       where table_name = $1 and table_schema = 'public' and is_nullable = 'NO' and column_default is null
       and is_generated = 'NEVER'
       and column_name <> $2`,
      [table, column],
    )
    for (let number = 0; number < 10; number += 1) {
      const row = rows.map(({ type }) => values[type]?.() ?? 'null')
      await pglite().exec(`insert into ${table} (${[column, ...rows.map(({ name }) => name)].join(', ')})
        values (${[text(number % 3 === 0 ? 2_000 : 10), ...row].join(', ')})`)
    }
    await pglite().exec(`update ${table} set ${column} = ${text(10)} where ctid in (select ctid from ${table} limit 5)`)
  }
  return pieces
}

const foundOf = (pieces: Set<string>) => {
  const there = piecesIn(dataDir)
  return [...pieces].filter((piece) => there.has(piece)).length
}

const eraseAll = async () => {
  for (const { table } of sealedColumns) await pglite().exec(`delete from ${table}`)
}

describe('data erased from the embedded database', minute, () => {
  it('is in none of its files after cleaning: tables, indexes and log', async () => {
    // Files of the log that an earlier version would use again, with what they hold.
    await pglite().exec('set wal_recycle = on')
    const pieces = await fill()
    await pglite().exec('select pg_switch_wal()')
    await pglite().exec('checkpoint')
    await eraseAll()
    const kept = await fill()
    await pglite().exec('checkpoint')
    expect(foundOf(pieces)).toBeGreaterThan(0.9 * pieces.size)

    const { left, tables } = await cleanEmbedded(pglite(), room)
    expect(left).toEqual([])
    expect(tables).toBeGreaterThan(sealedColumns.length / 2)
    expect(foundOf(pieces)).toBe(0)
    // What lives is there, and what it was written over is not.
    expect(foundOf(kept)).toBeGreaterThan(0.3 * kept.size)
    expect(foundOf(kept)).toBeLessThan(0.9 * kept.size)
  })

  it('is in none of its files after closing either', async () => {
    const pieces = await fill()
    await eraseAll()
    await database?.close()
    database = undefined
    expect(foundOf(pieces)).toBe(0)
    database = await openDatabase({ dataDir })
    expect((await pglite().query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('remains until there is disk space for a second copy, which is reported', async () => {
    const pieces = await fill()
    await eraseAll()
    const { left, tables } = await cleanEmbedded(pglite(), { free: () => 0 })
    expect([left.length > 0, tables]).toEqual([true, 0])
    expect(foundOf(pieces)).toBeGreaterThan(0)
  })
})

describe('the folder of the embedded database', minute, () => {
  it('does not grow while rows are added and removed', async () => {
    const sizes: number[] = []
    for (let round = 0; round < 20; round += 1) {
      await pglite().exec(`insert into tickets
        (ticket_hash, seat_id, conversation_id, side, hints, launch_version, created_at, expires_at)
        select md5(random()::text) || n, md5(random()::text), md5(random()::text), 'SUPPLY',
        jsonb_build_object('text', repeat(md5(random()::text), 20)), 2, now(), now() from generate_series(1, 2000) n`)
      await pglite().exec('delete from tickets')
      await pglite().query('select pg_stat_force_next_flush()')
      await tidyEmbedded(pglite())
      sizes.push(megabytesOf(dataDir))
    }
    const [early = 0, late = 0] = [Math.max(...sizes.slice(0, 10)), Math.max(...sizes.slice(10))]
    expect(late, sizes.map(Math.round).join(' ')).toBeLessThanOrEqual(early + 2)
  })

  it('is cleaned while queries are served', async () => {
    await fill()
    let served = 0
    let isCleaning = true
    const cleaning = cleanEmbedded(pglite(), room).finally(() => {
      isCleaning = false
    })
    while (isCleaning) {
      await database?.db.transaction(async (tx) => await tx.execute('select 1'))
      served += 1
      await turn()
    }
    expect(served).toBeGreaterThanOrEqual((await cleaning).tables)
  })
})
