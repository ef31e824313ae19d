import { describe, expect, it } from 'vitest'
import { cityGroups } from './city-groups.ts'

const cities = [
  { slug: 'yazd', display: 'یزد' },
  { slug: 'pars', display: 'پارس‌آباد' },
  { slug: 'tehran', display: 'تهران' },
  { slug: 'abadan', display: 'آبادان' },
]

describe('the list of cities', () => {
  it('has popular cities first and the rest in Persian order, each once', () => {
    expect(cityGroups(cities, ['tehran']).map((group) => group.options.map((option) => option.value))).toEqual([
      ['tehran'],
      ['abadan', 'pars', 'yazd'],
    ])
  })

  it('leaves out a popular city that Divar does not list', () => {
    expect(cityGroups(cities, ['atlantis'])).toHaveLength(1)
  })
})
