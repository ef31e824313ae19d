import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { driftOf, type OpenApi, operationsOf } from './operations.ts'

const user = { type: 'object', title: 'User', properties: { id: { type: 'string' }, title: { type: 'string' } } }
const described = (change: { user?: object; get?: object; more?: object } = {}): OpenApi => ({
  paths: {
    '/users': {
      get: {
        summary: 'reads',
        responses: { 200: { content: { json: { schema: { $ref: '#/components/schemas/User' } } } } },
        ...change.get,
      },
      parameters: [{ name: 'page', in: 'query' }],
    },
    ...change.more,
  },
  components: { schemas: { User: change.user ?? user } },
})
const drift = (change: Parameters<typeof described>[0]) =>
  driftOf(operationsOf(described()), operationsOf(described(change)))
const none = { added: [], removed: [], changed: [] }

describe('the drift between two descriptions', () => {
  it('is nothing where only prose and the order of names differ', () => {
    expect(drift({})).toEqual(none)
    expect(drift({ get: { summary: 'other', description: 'words', tags: ['x'] } })).toEqual(none)
    const { type, properties } = user
    expect(drift({ user: { properties: { title: properties.title, id: properties.id }, type } })).toEqual(none)
  })

  it('names what came, went and changed', () => {
    const more = { '/posts': { get: {}, post: {} } }
    expect(drift({ more })).toEqual({ ...none, added: ['GET /posts', 'POST /posts'] })
    expect(driftOf(operationsOf(described({ more })), operationsOf(described()))).toEqual({
      ...none,
      removed: ['GET /posts', 'POST /posts'],
    })
    const changed = { ...none, changed: ['GET /users'] }
    expect(drift({ get: { deprecated: true } })).toEqual(changed)
    expect(drift({ user: { ...user, required: ['id'] } })).toEqual(changed)
  })

  it('takes a property with the name of prose for a property', () => {
    const { title: _, ...rest } = user.properties
    expect(drift({ user: { ...user, properties: rest } }).changed).toEqual(['GET /users'])
  })

  it('reads schemas that refer to themselves, and says of one that is missing which it is', () => {
    const tree = { properties: { children: { items: { $ref: '#/components/schemas/User' } } } }
    expect(Object.keys(operationsOf(described({ user: tree })))).toEqual(['GET /users'])
    expect(() => operationsOf({ ...described(), components: {} })).toThrow('#/components/schemas/User is not there')
  })

  it('refuses whatever has no paths', () => {
    for (const text of ['{}', '[]', 'null', '"x"', '{"paths":null}'])
      expect(() => operationsOf(JSON.parse(text))).toThrow()
  })

  it('is empty between any description and itself', () => {
    const operation = fc.object({ maxDepth: 3 }).filter((one) => !JSON.stringify(one).includes('$ref'))
    fc.assert(
      fc.property(fc.dictionary(fc.webPath(), fc.record({ get: operation, post: operation })), (paths) => {
        const found = operationsOf({ paths })
        expect(driftOf(found, operationsOf({ paths: structuredClone(paths) }))).toEqual(none)
        expect(Object.keys(found)).toHaveLength(2 * Object.keys(paths).length)
      }),
    )
  })
})

describe('npm run drift', () => {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-drift-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'e2e/drift/main.ts'), ...args], { encoding: 'utf8' })

  it('prints each difference and ends with 1', () => {
    const file = join(folder, 'openapi.json')
    writeFileSync(file, JSON.stringify(described()))
    const { status, stdout } = run(file)
    expect(status).toBe(1)
    expect(stdout).toContain('added    GET /users\n')
    expect(stdout).toContain('removed  POST /v1/open-platform/events/subscriptions\n')
  })

  it('ends with 2 on no file, and on a file that is none', () => {
    expect(run().status).toBe(2)
    expect(run(join(folder, 'nothing.json'))).toMatchObject({ status: 2, stderr: expect.stringContaining('ENOENT') })
  })

  const own = join(root, '../shared/kenar/openapi-v3.json')
  it.runIf(existsSync(own))("finds nothing new in Divar's description beside the project", () => {
    expect(run(own)).toMatchObject({ status: 0, stdout: expect.stringContaining('0 of 60 operations') })
    const text = readFileSync(own, 'utf8').replaceAll('"event_type"', '"event_kind"')
    const file = join(folder, 'changed.json')
    writeFileSync(file, text)
    expect(run(file)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('changed  POST /v1/open-platform/events/subscriptions'),
    })
  })
})
