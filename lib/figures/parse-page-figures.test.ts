import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pageKinds } from './page-kinds.ts'
import { parsePageFigures } from './parse-page-figures.ts'

describe('what a browser says of a page', () => {
  it('is taken with any of the metrics', () => {
    const figures = { LCP: 0, INP: 600_000, CLS: 0.0123, TTFB: 80.5 }
    expect(parsePageFigures({ page: '/s/[seat]', figures })).toEqual({ page: '/s/[seat]', figures })
    expect(parsePageFigures({ page: '/', figures: { CLS: 0 } })).toEqual({ page: '/', figures: { CLS: 0 } })
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', [{ page: '/', figures: { LCP: 1 } }]],
    ['no metric', { page: '/', figures: {} }],
    ['another metric', { page: '/', figures: { FCP: 1 } }],
    ['a path in the place of a pattern', { page: '/s/4f2a', figures: { LCP: 1 } }],
    ['a page of the desk', { page: '/desk/queue', figures: { LCP: 1 } }],
    ['a name of every object', { page: 'constructor', figures: { LCP: 1 } }],
    ['a text', { page: '/', figures: { LCP: '1' } }],
    ['less than nothing', { page: '/', figures: { LCP: -1 } }],
    ['more than ten minutes', { page: '/', figures: { LCP: 600_001 } }],
    ['no number', { page: '/', figures: { LCP: Number.NaN } }],
    ['null', { page: '/', figures: { LCP: null } }],
    ['something more', { page: '/', figures: { LCP: 1 }, seat: 'x' }],
  ])('is not taken with %s', (_, json) => {
    expect(parsePageFigures(json)).toBeNull()
  })
})

describe('the kinds of pages', () => {
  it('are the pages that users have, each once', () => {
    const app = join(import.meta.dirname, '../../app')
    const patterns = globSync('**/page.tsx', { cwd: app })
      .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`)
      .filter((path) => !/^\/(desk|courier)(\/|$)/.test(path))
    expect([...pageKinds].sort()).toEqual(patterns.sort())
  })
})
