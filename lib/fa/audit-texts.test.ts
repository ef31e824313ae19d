import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newId } from '#lib/kernel/ids.ts'
import { auditActLabels, auditDetail } from './audit-texts.ts'

describe('the words of the audit', () => {
  const lib = join(import.meta.dirname, '..')
  const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|(^|\/)testing/.test(file),
  )
  const acts = sources.flatMap((file) =>
    [...readFileSync(join(lib, file), 'utf8').matchAll(/\bwhat(?::| =) .*/g)].flatMap(([line]) =>
      [...line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, act = '']) => act),
    ),
  )

  it('call every act that the code writes by a name', () => {
    expect(acts.length).toBeGreaterThan(25)
    expect(acts).toEqual(expect.arrayContaining(['shipment.cancel', 'proof.give', 'prices.draft', 'session.refused']))
    expect([...new Set(acts)].filter((act) => !(act in auditActLabels))).toEqual([])
  })

  it('say what a courier came with before and after', () => {
    expect(auditDetail('van>none', new Map())).toBe('وانت به نگفته')
  })

  it.each([
    ['labels_a4', 'برچسب، چهارتا در برگهٔ A4'],
    ['sheet', 'برگهٔ روز'],
    ['tomorrow', 'فردا'],
  ])('say what was printed, of %s, without the id of the print', (what, said) => {
    expect(auditDetail(`${what} ${newId()}`, new Map())).toBe(said)
  })
})
