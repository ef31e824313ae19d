import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './paths.ts'

it('a journey that fills a database, writes into it, or reaches the limits of this machine has one of its own', () => {
  const specs = globSync('e2e/specs/**/*.spec.ts', { cwd: root }).map((path) => [
    path,
    readFileSync(join(root, path), 'utf8'),
  ])
  const filling = specs.filter(([, text]) => /\b(fillCrowd\b|withDatabase\b|flood\()/.test(text ?? ''))
  expect(filling.length).toBeGreaterThan(1)
  expect(filling.filter(([, text]) => !text?.includes('/own-database.ts')).map(([path]) => path)).toEqual([])
})
