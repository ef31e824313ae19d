import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '#lib/settings.ts'
import { faultOfLine, fillEnv, questions, valuesIn } from './fill-env.ts'
import { setUp } from './setup.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
const right = ['https://peyk.test', 'my-app', 'api-key', 'oauth-secret', '', '']
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peyk-setup-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = () => readFileSync(join(folder, '.env'), 'utf8')

async function run(...answers: string[]) {
  const said: string[] = []
  const made = await setUp({
    folder,
    example,
    read: async () => answers.shift() ?? null,
    say: (line) => void said.push(line),
  })
  return { made, said: said.join('\n'), left: answers }
}

describe('setUp', () => {
  it('writes an env file that a process starts with, every secret made, and readable by its owner alone', async () => {
    const { made, left } = await run(...right)
    expect(left).toEqual([])
    expect(made).toEqual(['AUTH_SECRET', 'SEAL_KEYS', 'DIVAR_IDENTIFICATION_KEYS', 'METRICS_TOKEN'])
    expect(readSettings(valuesIn(text()))).toMatchObject({ APP_URL: 'https://peyk.test', DIVAR_APP_SLUG: 'my-app' })
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600)
    expect(existsSync(join(folder, '.env.new'))).toBe(false)
    // In the lines of the example, whose comments say what each is.
    expect(text().split('\n')).toHaveLength(example.split('\n').length)
  })

  it('makes a key for the system that takes orders where there is one', async () => {
    const { made } = await run(...right.slice(0, 5), 'https://orders.test/peyk')
    expect(made).toContain('CARRIER_KEYS')
    expect(readSettings(valuesIn(text())).CARRIER_KEYS).toHaveLength(1)
  })

  it('changes nothing the second time, and asks only for what is still open', async () => {
    await run('', ...right.slice(1))
    const before = valuesIn(text())
    expect(before.APP_URL).toBeUndefined()
    const { made, said } = await run('https://peyk.test')
    expect(made).toEqual([])
    expect(said).not.toContain('DIVAR_API_KEY')
    expect(valuesIn(text())).toEqual({ ...before, APP_URL: 'https://peyk.test' })
    const whole = text()
    await run()
    expect(text()).toBe(whole)
  })

  it("leaves a file of one's own as it is, and adds to it", async () => {
    const own = 'export APP_URL="https://own.test" # ours\r\nSEAL_KEYS=\nTHEIRS=1'
    writeFileSync(join(folder, '.env'), own)
    await run(...right.slice(1))
    expect(text().startsWith('export APP_URL="https://own.test" # ours\r\nSEAL_KEYS=')).toBe(true)
    expect(valuesIn(text())).toMatchObject({ APP_URL: 'https://own.test', THEIRS: '1', DIVAR_API_KEY: 'api-key' })
    expect(text().match(/^SEAL_KEYS=/gm)).toHaveLength(1)
  })

  it('asks again with what is wrong, and says what was left open', async () => {
    const { said } = await run('peyk.test', 'http://peyk.test', 'https://peyk.test/path', ...right.slice(0, 2), '')
    expect(said.match(/^APP_URL\. /gm)).toHaveLength(4)
    expect(said).toContain('APP_URL must be https')
    expect(said).toContain('APP_URL must be an address without a path')
    expect(said).toContain('Left open')
  })

  it('ends where nobody answers any more', async () => {
    expect((await run()).made).toContain('SEAL_KEYS')
    expect((await run('https://peyk.test', 'my-app', "a key with a 'quote'")).said).toContain('a single quote')
  })
})

describe('fillEnv', () => {
  const name = fc.constantFrom(...questions.map((question) => question.name))
  const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => faultOfLine(one) === null)

  it('writes any value so that it is read back, in any text of such a file', () => {
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.constantFrom('', '# c', example, "X='a=b'\n"), (values, before) => {
        const filled = fillEnv(before, values)
        const there = valuesIn(before)
        expect(parseEnv(filled)).toEqual({ ...parseEnv(before), ...values, ...there })
        expect(fillEnv(filled, values)).toBe(filled)
      }),
    )
  })

  it('refuses what another reader would read otherwise', () => {
    for (const odd of ['a$b', "a'b", 'a\nb', 'a\rb']) expect(() => fillEnv('', { DIVAR_API_KEY: odd })).toThrow()
  })
})
