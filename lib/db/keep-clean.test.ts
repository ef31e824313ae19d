import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCleaningDue, keepClean, noteCleaned } from './keep-clean.ts'

const at = (utc: string) => new Date(`2026-11-28T${utc}:00Z`)

describe('the decision to clean the embedded database', () => {
  it.each<[string, Date, string | null, boolean]>([
    ['where none is known of', at('12:00'), null, true],
    ['not by day, hours after the last', at('12:00'), '2026-11-28T01:00:00Z', false],
    ['a day after the last, at any hour', at('12:00'), '2026-11-27T12:00:00Z', true],
    ['at night in Tehran', at('23:31'), '2026-11-27T23:31:00Z', true],
    ['at night in Tehran, after one by day', at('23:31'), '2026-11-28T10:00:00Z', true],
    ['at night, once', at('01:00'), '2026-11-27T23:31:00Z', false],
    ['not before the night', at('23:29'), '2026-11-28T00:00:00Z', false],
    ['after a clock that was ahead', at('12:00'), '2027-01-01T00:00:00Z', true],
    ['where the note cannot be read', at('12:00'), 'never', true],
  ])('is right: %s', (_when, now, last, due) => {
    expect(isCleaningDue(now, last === null ? null : new Date(last))).toBe(due)
  })
})

describe('an embedded database with regular cleaning', { timeout: 120_000 }, () => {
  let dataDir = ''
  let pglite: PGlite
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'peyk-kept-'))
    pglite = await PGlite.create(join(dataDir, 'db'))
  })
  afterEach(async () => {
    await pglite.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const kept = async (now: () => Date, free?: () => number) => {
    const lines: unknown[] = []
    const note = (line: unknown) => void lines.push((line as { event: string }).event)
    const keeping = await keepClean({ pglite, dataDir, log: { info: note, warn: note } as never, clock: now, free })
    return { ...keeping, lines }
  }

  it('is cleaned once when due and when closed', async () => {
    let now = at('12:00')
    noteCleaned(dataDir, at('11:00'))
    const { look, stop, lines } = await kept(() => now)
    await look()
    expect(lines).toEqual([])
    now = at('23:40')
    await look()
    await look()
    expect(lines).toEqual(['cleaned'])
    await stop()
    expect(lines).toEqual(['cleaned', 'cleaned'])
  })

  it('reports a full disk and tries again in an hour', async () => {
    let [now, free] = [at('12:00'), 0]
    await pglite.exec('create table addresses as select 1 as one')
    const { look, stop, lines } = await kept(
      () => now,
      () => free,
    )
    await look()
    await look()
    expect(lines).toEqual(['not_cleaned'])
    free = Number.POSITIVE_INFINITY
    now = at('12:59')
    await look()
    expect(lines).toEqual(['not_cleaned'])
    now = at('13:00')
    await look()
    expect(lines).toEqual(['not_cleaned', 'cleaned'])
    await stop()
  })

  it('continues when a cleaning fails', async () => {
    const { look, stop, lines } = await kept(() => at('12:00'))
    await pglite.exec('begin; select 1')
    await look()
    expect(lines).toEqual(['cleaning_failed'])
    await pglite.exec('rollback')
    await stop()
    expect(lines).toEqual(['cleaning_failed', 'cleaned'])
  })
})
