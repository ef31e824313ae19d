import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import example from '#lib/business/example.json' with { type: 'json' }
import type { BusinessStore } from '#lib/business/index.ts'
import { askRunningApp, watchRequests } from './business-requests.ts'

const at = new Date('2026-11-29T09:00:00Z')

function memory(): BusinessStore & {
  rows: { number: number; data: Record<string, unknown> }[]
} {
  const rows: { number: number; data: Record<string, unknown> }[] = []
  return {
    rows,
    newest: async (limit) => rows.toReversed().slice(0, limit),
    written: async (number) => rows.find((row) => row.number === number) ?? null,
    add: async (data) => rows.push({ number: rows.length + 1, data }),
    addBehind: async (number, data) => number === rows.length && rows.push({ number: number + 1, data }) > 0,
  }
}

describe('a request to the app that has the data folder', () => {
  let dataDir = ''
  let stop: () => void = () => undefined
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'peyk-business-'))
  })
  afterEach(() => {
    stop()
    stop = () => undefined
    rmSync(dataDir, { recursive: true, force: true })
  })
  const left = () => readdirSync(join(dataDir, 'business'))

  function watch(store: BusinessStore) {
    const log = { info: () => undefined, error: () => undefined }
    stop = watchRequests({ store, clock: () => at, dataDir, log }).stop
  }

  it('adds a version, shows it, and leaves no file behind', async () => {
    const store = memory()
    watch(store)
    expect(await askRunningApp(dataDir, { kind: 'show' })).toEqual({ kind: 'unset' })
    expect(await askRunningApp(dataDir, { kind: 'edit', data: example })).toEqual({ kind: 'written', number: 1 })
    expect(await askRunningApp(dataDir, { kind: 'show' })).toMatchObject({ kind: 'shown', number: 1 })
    expect(left()).toEqual([])
  })

  it('with a fault is refused by the app, too', async () => {
    const store = memory()
    watch(store)
    const asked = { kind: 'edit', data: { ...example, phone: '1' } } as const
    expect(await askRunningApp(dataDir, asked)).toMatchObject({ kind: 'refused', faults: [{ path: 'phone' }] })
    expect(store.rows).toEqual([])
  })

  it('that nobody answers is taken back', async () => {
    expect(await askRunningApp(dataDir, { kind: 'edit', data: example }, 300)).toBeNull()
    expect(left()).toEqual([])
  })

  it('that its asker left behind long ago is not done', async () => {
    mkdirSync(join(dataDir, 'business'))
    const path = join(dataDir, 'business', 'old.request.json')
    writeFileSync(path, JSON.stringify({ kind: 'edit', data: example }))
    const long = new Date(Date.now() - 3_600_000)
    utimesSync(path, long, long)
    const store = memory()
    watch(store)
    expect(await askRunningApp(dataDir, { kind: 'show' })).toEqual({ kind: 'unset' })
    expect([left(), store.rows]).toEqual([[], []])
  })

  it('that was given up before its answer came leaves no file behind for long', async () => {
    mkdirSync(join(dataDir, 'business'))
    const long = new Date(Date.now() - 3_600_000)
    for (const name of ['gone.answer.json', 'cut.request.json.part']) {
      writeFileSync(join(dataDir, 'business', name), '{}')
      utimesSync(join(dataDir, 'business', name), long, long)
    }
    watch(memory())
    await askRunningApp(dataDir, { kind: 'show' })
    expect(left()).toEqual([])
  })

  it('that is no request is taken away, and the next one is answered', async () => {
    mkdirSync(join(dataDir, 'business'))
    writeFileSync(join(dataDir, 'business', 'a.request.json'), '{')
    watch(memory())
    expect(await askRunningApp(dataDir, { kind: 'show' })).toEqual({ kind: 'unset' })
    expect(left()).toEqual([])
  })

  it('is answered though the database fails', async () => {
    const fails = async () => await Promise.reject(new Error('no room'))
    watch({ newest: fails, written: fails, add: fails, addBehind: fails })
    expect(await askRunningApp(dataDir, { kind: 'show' })).toEqual({ kind: 'failed' })
  })
})
