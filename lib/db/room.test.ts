import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedDatabase } from './client.ts'
import { databaseNow } from './now.ts'
import { expectRoom, freeBytes, leastFreeBytes, refuseWithoutRoom } from './room.ts'

describe('a database on a full disk', () => {
  let free = leastFreeBytes
  let pglite: PGlite
  beforeAll(async () => {
    pglite = refuseWithoutRoom(await PGlite.create(), 'the folder', () => free)
  })
  afterAll(async () => await pglite.close())

  it('refuses writes with a reason, loses nothing and recovers when there is space', async () => {
    await pglite.exec('create table kept (name text)')
    await pglite.query('insert into kept values ($1)', ['before'])
    free = leastFreeBytes - 1
    const asks = [
      async () => await pglite.exec("insert into kept values ('a')"),
      async () => await pglite.query("insert into kept values ('b')"),
      async () => await pglite.transaction(async (tx) => await tx.query("insert into kept values ('c')")),
      async () => await embeddedDatabase(pglite).db.transaction(async (tx) => await databaseNow(tx)),
    ]
    for (const ask of asks) await expect(ask()).rejects.toThrow('The disk of DATA_DIR is full: 31 MB are left')
    free = leastFreeBytes
    expect((await pglite.query('select name from kept')).rows).toEqual([{ name: 'before' }])
  })

  it('completes a started transaction', async () => {
    await pglite.transaction(async (tx) => {
      free = 0
      await tx.query("insert into kept values ('begun')")
    })
    free = leastFreeBytes
    expect((await pglite.query('select name from kept')).rows).toEqual([{ name: 'before' }, { name: 'begun' }])
  })

  it('still serves reads, listeners and closing', async () => {
    const { listen } = embeddedDatabase(pglite)
    const heard: string[] = []
    const unlisten = await listen(
      'room',
      (payload) => heard.push(payload),
      () => undefined,
    )
    await pglite.query("select pg_notify('room', 'a')")
    await expect.poll(() => heard).toEqual(['a'])
    await unlisten()
    expect([pglite.closed, pglite instanceof PGlite]).toEqual([false, true])
  })
})

describe('the free space of a folder', () => {
  it('is read from the disk', () => {
    expect(freeBytes(import.meta.dirname)).toBeGreaterThan(0)
    expect(() => expectRoom(import.meta.dirname, () => leastFreeBytes)).not.toThrow()
  })

  it('throws an error that can be retried when there is too little', () => {
    try {
      expectRoom('folder', () => 5 * 1024 * 1024)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'fault', retryable: true, details: { folder: 'folder' } })
    }
  })
})
