import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from './client.ts'
import { createPostgresDatabase, describeOnBothEngines } from './testing.ts'

const notify = async ({ db }: Database, channel: string, payload: string) => {
  await db.execute(sql`select pg_notify(${channel}, ${payload})`)
}

const patience = { timeout: 20_000 }

describeOnBothEngines('listening to a channel', (open) => {
  it('receives committed notifications until it is stopped', async () => {
    const [heard, other]: [string[], string[]] = [[], []]
    const stop = await open().listen('one', (payload) => heard.push(payload), vi.fn())
    const stopOther = await open().listen('other', (payload) => other.push(payload), vi.fn())
    await notify(open(), 'one', 'a')
    await open()
      .db.transaction(async (tx) => {
        await tx.execute(sql`select pg_notify('one', 'undone')`)
        throw new Error('undo')
      })
      .catch(() => undefined)
    await notify(open(), 'one', 'b')
    await expect.poll(() => heard, patience).toEqual(['a', 'b'])
    await stop()
    await notify(open(), 'one', 'c')
    await notify(open(), 'other', 'd')
    await expect.poll(() => other, patience).toEqual(['d'])
    expect(heard).toEqual(['a', 'b'])
    await stopOther()
  })

  it('notifies each listener of a channel, and the remaining one after another stops', async () => {
    const [first, second]: [string[], string[]] = [[], []]
    const stopFirst = await open().listen('many', (payload) => first.push(payload), vi.fn())
    const stopSecond = await open().listen('many', (payload) => second.push(payload), vi.fn())
    await notify(open(), 'many', 'a')
    await expect.poll(() => [first, second], patience).toEqual([['a'], ['a']])
    await stopFirst()
    await notify(open(), 'many', 'b')
    await expect.poll(() => second, patience).toEqual(['a', 'b'])
    expect(first).toEqual(['a'])
    await stopSecond()
  })

  it("receives the triggers' notifications for every shipment, message and order", async () => {
    const heard: string[] = []
    const stop = await open().listen('peyk_shipments', (payload) => heard.push(payload), vi.fn())
    await open().db.execute(sql`insert into outbox (id, channel, subject, subject_id, kind, occurrence, position,
      conversation_id, sender_side, text, state, due_at, first_queued_at, at)
      values ('m', 'chat_messages', 'shipment', 'the-shipment', 'proposal', 1, 1, 'c', 'SUPPLY', '-', 'queued', now(), now(), now())`)
    await open().db.execute(sql`update outbox set state = 'sent' where id = 'm'`)
    await expect.poll(() => heard, patience).toEqual(['the-shipment', 'the-shipment'])
    await stop()
  })
})

describe('listening to PostgreSQL', { timeout: 60_000 }, () => {
  const killed = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'peyk listening' and datname = current_database()`

  it('reconnects when its connection was terminated and reports a possible gap', async () => {
    const { url, drop } = await createPostgresDatabase()
    const onConnectionError = vi.fn()
    const database = await openDatabase({ databaseUrl: url, dataDir: '', onConnectionError })
    const heard: string[] = []
    const onGap = vi.fn()
    await database.listen('one', (payload) => heard.push(payload), onGap)
    for (const round of [1, 2]) {
      await database.db.execute(killed)
      await expect.poll(() => onGap.mock.calls.length, patience).toBe(round)
      await notify(database, 'one', `after ${round}`)
      await expect.poll(() => heard.at(-1), patience).toBe(`after ${round}`)
    }
    expect(onConnectionError).toHaveBeenCalled()
    await database.close()
    await drop()
  })

  it('starts while the database is unreachable and counts that as a gap', async () => {
    const { url, drop } = await createPostgresDatabase()
    const database = await openDatabase({ databaseUrl: url, dataDir: '' })
    const { url: besideUrl, drop: dropBeside } = await createPostgresDatabase()
    const beside = await openDatabase({ databaseUrl: besideUrl, dataDir: '' })
    const allow = async (connections: boolean) => {
      const name = new URL(url).pathname.slice(1)
      await beside.db.execute(sql.raw(`alter database ${name} allow_connections ${connections}`))
    }
    await allow(false)
    const heard: string[] = []
    const onGap = vi.fn()
    await database.listen('one', (payload) => heard.push(payload), onGap)
    expect(onGap).not.toHaveBeenCalled()
    await allow(true)
    await expect.poll(() => onGap.mock.calls.length, patience).toBe(1)
    await notify(database, 'one', 'a')
    await expect.poll(() => heard, patience).toEqual(['a'])
    await Promise.all([database.close(), beside.close()])
    await Promise.all([drop(), dropBeside()])
  })

  it('leaves no connection open when the database is closed', async () => {
    const { url, drop } = await createPostgresDatabase()
    const database = await openDatabase({ databaseUrl: url, dataDir: '' })
    await database.listen('one', vi.fn(), vi.fn())
    await database.close()
    const other = await openDatabase({ databaseUrl: url, dataDir: '' })
    const { rows } = await other.db.execute(sql`select application_name from pg_stat_activity
      where application_name = 'peyk listening' and datname = current_database()`)
    expect(rows).toEqual([])
    await other.close()
    await drop()
  })
})
