import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { root } from '../support/paths.ts'

const sources = ['app', 'components', 'lib'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
)

const directive = /(['"])use server\1/

describe('the key that the ids of server actions are made with', () => {
  it('is the same in every build that sets none', async () => {
    const name = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY'
    const given = process.env[name]
    delete process.env[name]
    try {
      await import(pathToFileURL(join(root, 'next.config.mjs')).href)
      expect(Buffer.from(process.env[name] ?? '', 'base64')).toHaveLength(32)
      // The doctor says where a build has another one.
      const doctor = readFileSync(join(root, 'lib/checks/build-check.ts'), 'utf8')
      expect(doctor).toContain(`'${Buffer.from(process.env[name] ?? '', 'base64')}'`)
    } finally {
      delete process.env[name]
      if (given !== undefined) process.env[name] = given
    }
  })

  // What an action captures goes to the browser, sealed with the key. An action of a file's top level has nothing to capture.
  it('protects no secret, since no action captures a value', () => {
    const actions = sources.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    const found = actions.filter(({ text }) => directive.test(text))
    expect(found.length).toBeGreaterThan(3)
    const inline = found.filter(({ text }) => !text.startsWith("'use server'\n") || text.split(directive).length > 3)
    expect(inline.map(({ path }) => path)).toEqual([])
  })
})
