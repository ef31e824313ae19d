import { describe, expect, it } from 'vitest'
import { dayOfJalali } from '#lib/kernel/tehran.ts'
import { noSums, readRange, shareOf, sumOf } from './report.ts'

const today = dayOfJalali('1405-09-08') ?? 0
const day = (text: string) => dayOfJalali(text) ?? 0

describe('the range of a report', () => {
  it('is the last seven days with today, or thirty, or ninety, and nothing else by a number', () => {
    expect(readRange({}, today)).toEqual({ ok: true, range: { from: today - 6, to: today } })
    expect(readRange({ days: '30' }, today)).toEqual({ ok: true, range: { from: today - 29, to: today } })
    expect(readRange({ days: '90' }, today)).toEqual({ ok: true, range: { from: today - 89, to: today } })
    for (const days of ['0', '-1', '100000', '7.5', 'x', '']) {
      expect(readRange({ days }, today), days).toEqual({ ok: true, range: { from: today - 6, to: today } })
    }
  })

  it.each(['1405-09-01', '1405/09/01', '1405/9/1', '۱۴۰۵/۹/۱', '١٤٠٥.٩.١', ' 1405-9-01 '])('begins on %j', (from) => {
    expect(readRange({ from, to: '1405/09/07' }, today)).toEqual({
      ok: true,
      range: { from: day('1405-09-01'), to: day('1405-09-07') },
    })
  })

  it('ends today where only its beginning is named, and may be one day', () => {
    expect(readRange({ from: '1405/9/1' }, today)).toMatchObject({ range: { to: today } })
    expect(readRange({ from: '1405/9/1', to: '1405/9/1' }, today)).toMatchObject({ ok: true })
  })

  it.each([
    [{ from: '1405/13/01' }, { from: 'unreadable' }],
    [
      { from: '1405/12/30', to: 'yesterday' },
      { from: 'unreadable', to: 'unreadable' },
    ],
    [{ from: '', to: '1405/09/01' }, { from: 'unreadable' }],
    [{ from: '2026-11-22' }, { from: 'unreadable' }],
    [{ from: '1405/9/2', to: '1405/9/1' }, { to: 'backwards' }],
    [{ from: '1405/9/2', to: '1406/9/3' }, { from: 'too_long' }],
    [{ from: "1405/9/1'; drop table shipments" }, { from: 'unreadable' }],
  ])('is none in %j', (query, faults) => {
    expect(readRange(query, today)).toEqual({ ok: false, faults })
  })

  it('is a year at most', () => {
    expect(readRange({ from: '1404/9/7', to: '1405/9/7' }, today)).toMatchObject({ ok: true })
  })
})

describe('the figures of a report', () => {
  it('add up', () => {
    const one = { ...noSums, proposed: 3, buyerToman: 90_000 }
    expect(sumOf([one, { ...one, failed: 1 }])).toEqual({ ...noSums, proposed: 6, failed: 1, buyerToman: 180_000 })
    expect(sumOf([])).toEqual(noSums)
  })

  it('have a share that says all only of all, and none of nothing', () => {
    expect(shareOf(999, 1000)).toBe(99)
    expect(shareOf(1000, 1000)).toBe(100)
    expect(shareOf(0, 5)).toBe(0)
    expect(shareOf(0, 0)).toBeNull()
  })
})
