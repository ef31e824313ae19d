import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withPreparedStatements } from './prepared.ts'
import { openFromTemplate } from './testing-template.ts'

let plain: PGlite
let prepared: PGlite

beforeAll(async () => {
  plain = await openFromTemplate()
})
afterAll(async () => await plain.close())
beforeEach(async () => {
  await plain.exec(
    'deallocate all; drop table if exists things; create table things (id int primary key, name text); insert into things values (1, $$یک$$)',
  )
  prepared = withPreparedStatements(plain, 3)
})

const preparedNames = async () =>
  (await plain.query<{ name: string }>(`select name from pg_prepared_statements where name like 'prepared%'`)).rows.map(
    ({ name }) => name,
  )

const names = async () =>
  (await plain.query<{ statement: string }>('select statement from pg_prepared_statements')).rows
    .map(({ statement }) => statement)
    .filter((statement) => !statement.includes('pg_prepared_statements'))
    .sort()

describe('statements of the embedded database that are prepared once', () => {
  const every = `select $1::int as i, $2::text as t, $3::jsonb as j, $4::timestamptz as at, $5::date as day, $6::text[] as list,
    $7::bool as b, $8::bytea as raw, $9::bigint as big, $10::numeric as n, $11::text as nothing, array[$4::timestamptz] as times`
  const values = [
    ...[7, "پیک ' \\ \0".slice(0, -1), { a: [1, 'ب'] }, new Date(0), '2026-11-30', ['a"', 'b,{}'], true],
    ...[new Uint8Array([0, 255]), 2 ** 40, '1.50', null],
  ]

  it('answer as those that are not, by name, in lists, and with the parsers of Drizzle', async () => {
    const parsers = { 1184: (text: string) => text, 1185: (text: string) => text }
    for (const options of [
      undefined,
      { rowMode: 'array' as const },
      { rowMode: 'array' as const, parsers },
      undefined,
    ]) {
      const expected = await plain.query(every, values, options)
      expect(await prepared.query(every, values, options)).toEqual(expected)
      const inside = await prepared.transaction(async (tx) => await tx.query(every, values, options))
      expect(inside).toEqual(expected)
    }
  })

  it('count what they wrote', async () => {
    const text = 'update things set name = $1 where id = $2'
    for (const id of [1, 2, 1]) {
      expect(await prepared.query(text, ['دو', id])).toEqual(await plain.query(text, ['دو', id]))
    }
  })

  it('are parsed once, and the least recently used are given up', async () => {
    const [one, two, three, four] = [1, 2, 3, 4].map((number) => `select $1::int + ${number} as sum`)
    for (const text of [one, two, one, three, one, four]) await prepared.query(String(text), [1])
    expect(await names()).toEqual([one, three, four])
    expect((await prepared.query(String(two), [1])).rows).toEqual([{ sum: 3 }])
    expect(await names()).toEqual([one, two, four])
  })

  it('are planned again for a table that has grown since', async () => {
    const byId = 'select name from things where id = $1'
    const ask = async (times: number) => {
      for (let left = times; left > 0; left -= 1) await prepared.query(byId, [1])
    }
    const plan = async () => {
      const [name] = await preparedNames()
      return JSON.stringify((await plain.query(`explain execute ${name}(1)`)).rows)
    }
    // Of a table that was never looked at PostgreSQL takes ten pages for granted.
    await plain.exec('vacuum things')
    await ask(10)
    expect(await plan()).toContain('Seq Scan')
    await plain.exec('insert into things select n, $$یک$$ from generate_series(2, 5000) n')
    await ask(10)
    expect(await plan()).toContain('Seq Scan')
    await ask(40)
    expect(await plan()).toContain('Index Scan')
  })

  it('are not kept where they are those of many rows', async () => {
    const numbers = Array.from({ length: 65 }, (_, number) => number)
    const text = (count: number) =>
      `select ${numbers
        .slice(0, count)
        .map((number) => `$${number + 1}::int`)
        .join(' + ')} as sum`
    for (const count of [64, 65, 65]) {
      const { rows } = await prepared.query(text(count), numbers.slice(0, count))
      expect(rows).toEqual([{ sum: (count * (count - 1)) / 2 }])
    }
    expect(await names()).toEqual([text(64)])
  })

  it('take the next call after one that failed, alone and in a transaction', async () => {
    const insert = 'insert into things values ($1, $2)'
    for (let times = 0; times < 2; times += 1) {
      await expect(prepared.query(insert, [1, 'again'])).rejects.toMatchObject({ code: '23505' })
      await expect(prepared.query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' })
      await expect(prepared.query('select $1::int', ['no number'])).rejects.toMatchObject({ code: '22P02' })
      await expect(
        prepared.transaction(async (tx) => {
          await tx.query(insert, [2, 'gone'])
          await tx.query(insert, [1, 'again']).catch(() => undefined)
          await tx.query('select id from things')
        }),
      ).rejects.toMatchObject({ code: '25P02' })
      expect((await prepared.query('select id from things')).rows).toEqual([{ id: 1 }])
    }
  })

  it('are refused at once where they would fail from the sixth call on', async () => {
    await plain.exec("create unique index things_named on things (name) where name <> 'none'")
    const insert = (where: string) =>
      `insert into things values ($1, $2) on conflict (name) where name <> ${where} do update set id = $1`
    await expect(prepared.query(insert('$3'), [2, 'ب', 'none'])).rejects.toThrow('sixth')
    for (let id = 2; id < 10; id += 1) await prepared.query(insert("'none'"), [id, 'ب'])
    expect((await prepared.query('select id from things order by id')).rows).toEqual([{ id: 1 }, { id: 9 }])
  })

  it('survive a savepoint that is rolled back', async () => {
    const db = drizzle(prepared)
    await db.transaction(async (tx) => {
      const first = tx.transaction(async (inner) => {
        await inner.execute(sql`insert into things values (2, 'gone')`)
        await inner.execute(sql`insert into things values (1, 'again')`)
      })
      await expect(first).rejects.toThrow()
      await tx.execute(sql`insert into things values (3, 'kept')`)
    })
    expect((await prepared.query('select id from things order by id')).rows).toEqual([{ id: 1 }, { id: 3 }])
  })

  it('are parsed again when their table has changed or the engine has forgotten them', async () => {
    const all = 'select * from things'
    await prepared.query(all)
    await plain.exec('alter table things add column more int')
    await expect(prepared.query(all)).rejects.toMatchObject({ code: '0A000' })
    expect((await prepared.query(all)).fields.map(({ name }) => name)).toEqual(['id', 'name', 'more'])
    await plain.exec('deallocate all')
    await expect(prepared.query(all)).rejects.toMatchObject({ code: '26000' })
    expect((await prepared.query(all)).rows).toHaveLength(1)
  })

  it('wait for a transaction that is open, and are refused by one that has ended', async () => {
    const order: string[] = []
    const ended = await prepared.transaction(async (tx) => {
      const outside = prepared.query('select 1').then(() => order.push('outside'))
      await tx.query('select pg_sleep(0.01)')
      order.push('inside')
      return { tx, outside }
    })
    await ended.outside
    expect(order).toEqual(['inside', 'outside'])
    await expect(ended.tx.query('select 1')).rejects.toThrow('closed')
  })

  it('are told apart when many are asked for at once', async () => {
    const asked = Array.from({ length: 40 }, (_, number) => number)
    const answers = await Promise.all(
      asked.map(async (n) => (await prepared.query<{ n: number }>(`select $1::int + ${n % 7} as n`, [n])).rows[0]?.n),
    )
    expect(answers).toEqual(asked.map((number) => number + (number % 7)))
  })

  it('hear what the database notifies', async () => {
    const heard: string[] = []
    await prepared.listen('things', (payload) => heard.push(payload))
    for (const word of ['one', 'two']) await prepared.query('select pg_notify($1, $2)', ['things', word])
    expect(heard).toEqual(['one', 'two'])
  })
})
