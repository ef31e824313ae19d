import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { licensed, lockFile } from './licences.ts'

/** Each may be given on with a program under MIT, unchanged and named. */
const allowed = [
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'CC-BY-4.0',
    'Unlicense',
    '(MIT OR CC0-1.0)',
    'OFL',
  ],
  // Libraries of pictures, linked at run time and unchanged.
  ...['LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT'],
]

describe('the packages that run with Peyk', () => {
  it('have licences under which they may be given on', () => {
    const all = licensed(lockFile())
    expect(all.length).toBeGreaterThan(50)
    expect(all.filter(({ licence }) => !allowed.includes(licence))).toEqual([])
  })

  it('are listed by the command, and no package of the tests with them', () => {
    const { stdout } = spawnSync(process.execPath, [join(root, 'e2e/release/licences-main.ts')], { encoding: 'utf8' })
    expect(stdout).toMatch(/^\| next \| \d+\.\d+\.\d+ \| MIT \|$/m)
    expect(stdout).not.toContain('| vitest |')
  })
})

describe('a release', () => {
  const { version, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
    scripts: Record<string, string>
  }

  it('has its version at the top of the changelog', () => {
    const [, newest] = /^## (\S+)/m.exec(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')) ?? []
    expect(newest).toBe(version)
  })

  it('is checked by commands that exist', () => {
    const workflows = ['ci', 'drift', 'release'].map((name) =>
      readFileSync(join(root, `.github/workflows/${name}.yml`), 'utf8'),
    )
    const named = workflows.flatMap((text) =>
      [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name),
    )
    expect(named.length).toBeGreaterThan(2)
    for (const name of named) expect(Object.keys(scripts)).toContain(name)
    // Another's action is code that runs with our rights: one commit of it, never a name that may be moved.
    const actions = workflows.flatMap((text) => [...text.matchAll(/uses: (\S+)/g)].map(([, name]) => name))
    for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/)
  })
})
