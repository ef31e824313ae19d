import { globSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isStreamPath } from './stream-path.ts'

const app = new URL('../../app/', import.meta.url)

it('every stream of a page is known by its path, and no page is', () => {
  const pathOf = (file: string) =>
    `/${file.replace(/\/(route\.ts|page\.tsx)$/, '')}`.replace(/\/\([^)]*\)/g, '').replace(/\[[^\]]+\]/g, 'Xk4-7_p')
  const paths = (pattern: string) => globSync(pattern, { cwd: app }).map(pathOf)
  const streams = paths('**/events/route.ts').filter((path) => !path.startsWith('/api/'))
  expect(streams.length).toBeGreaterThan(3)
  expect(streams.filter((path) => !isStreamPath(path))).toEqual([])
  expect(paths('**/page.tsx').filter(isStreamPath)).toEqual([])
})
