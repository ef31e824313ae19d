import { globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { groups } from './groups.ts'

/** `a{b,c}` is `ab` and `ac`: a file that was renamed is missed by its own name only. */
function written(pattern: string): string[] {
  const [, before, inner, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(pattern) ?? []
  if (inner === undefined) return [pattern]
  return inner.split(',').flatMap((one) => written(`${before}${one}${after}`))
}

const filesOf = (patterns: readonly string[]) => globSync(patterns.flatMap(written), { cwd: root })
const isLeftOut = (pattern: string) => pattern.startsWith('!')

describe.each(groups)('the mutation group $name', ({ rules, tests }) => {
  const left = tests.filter(isLeftOut).map((pattern) => pattern.slice(1))
  const taken = tests.filter((pattern) => !isLeftOut(pattern))

  it('names only files that are there', () => {
    const gone = [...rules, ...taken, ...left].flatMap(written).filter((pattern) => filesOf([pattern]).length === 0)
    expect(gone).toEqual([])
  })

  it('tries each rule with the test beside it', () => {
    const beside = filesOf(filesOf(rules).map((path) => path.replace(/\.ts$/, '.test.ts')))
    const tried = filesOf(taken).filter((path) => !filesOf(left).includes(path))
    expect(beside.filter((path) => !tried.includes(path))).toEqual([])
  })
})
