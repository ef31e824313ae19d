import { describe, expect, it } from 'vitest'
import example from '#lib/business/example.json' with { type: 'json' }
import { readVersion, unsetVersion } from '#lib/business/index.ts'
import { checkFigures } from './figures-check.ts'

describe('the doctor about field figures', () => {
  const written = (change: object) => readVersion({ number: 1, data: { ...example, ...change } })

  it('says where they are looked at where the business has pages measured', () => {
    const check = checkFigures(written({ measurePages: true }))
    expect(check).toMatchObject({ name: 'figures', state: 'good', remedy: null })
    expect(check.sentence).toMatch(/browsers say how fast pages came.* \/desk\/figures/)
  })

  it.each([
    ['says so in no word', written({})],
    ['switched it off', written({ measurePages: false })],
    ['is not set', unsetVersion],
  ])('says that no page is measured, and what would switch it on, where the business %s', (_, version) => {
    const check = checkFigures(version)
    expect(check).toMatchObject({ name: 'figures', state: 'good', remedy: null })
    expect(check.sentence).toMatch(/No browser says.*"measurePages": true.*\/desk\/figures/)
  })

  it('does not guess where the business is not one that this version understands', () => {
    const check = checkFigures(written({ drones: true }))
    expect(check).toMatchObject({ name: 'figures', state: 'skipped' })
  })
})
