import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPrometheus } from '#lib/adapters/prometheus.ts'
import { samplesOf } from '#lib/adapters/testing-prometheus.ts'
import { currentRequestId } from '#lib/kernel/request-id.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { peyk } from '#lib/peyk.ts'
import { asPage, asRequest, asRoute } from './request.ts'
import { machineAnswer } from './route.ts'
import { serveWith } from './testing-services.ts'

const given = vi.hoisted(() => ({ headers: new Headers() }))

vi.mock('next/headers', () => ({ headers: async () => given.headers }))

afterEach(() => serveWith(null))

function serve(TRUSTED_PROXIES: number, requestId?: string) {
  given.headers = new Headers(requestId === undefined ? {} : { 'x-request-id': requestId })
  const { measures, noted } = notedMeasures()
  serveWith({ settings: { TRUSTED_PROXIES }, measures })
  return { noted }
}

const idInside = async () => await asRequest(async () => currentRequestId())
const ours = /^[0-9a-f-]{36}$/

describe('the request id at the web layer', () => {
  it('is new each time and not chosen by the client', async () => {
    serve(0, 'chosen-by-a-client')
    const ids = [await idInside(), await idInside()]
    for (const id of ids) expect(id).toMatch(ours)
    expect(ids[0]).not.toBe(ids[1])
  })

  it('is the one given by a trusted proxy', async () => {
    serve(1, 'given_by-a-proxy')
    expect(await idInside()).toBe('given_by-a-proxy')
  })

  it.each([undefined, '', 'short', 'x'.repeat(65), 'two words here', 'a{"b":1}xxxx', 'one-id-here, another-id'])(
    'is new when a trusted proxy gave %j',
    async (requestId) => {
      serve(1, requestId)
      expect(await idInside()).toMatch(ours)
    },
  )
})

describe("a route's metrics", () => {
  it('are timed by pattern and status, and the answer carries the request id', async () => {
    const { noted } = serve(1, 'given-by-a-proxy')
    const answer = await asRoute('/api/places', async () => machineAnswer(404, { id: currentRequestId() }))
    expect(await answer.json()).toEqual({ id: 'given-by-a-proxy' })
    expect(answer.headers.get('x-request-id')).toBe('given-by-a-proxy')
    expect(noted).toEqual(['route /api/places 404'])
  })
})

describe("a page's metrics", () => {
  it('are timed by its pattern, also for a redirect', async () => {
    const { noted } = serve(0)
    expect(await asPage('/s/[seat]', async () => 'drawn')).toBe('drawn')
    const elsewhere = async () => await Promise.reject(new Error('NEXT_REDIRECT'))
    await expect(asPage('/s/[seat]', elsewhere)).rejects.toThrow('NEXT_REDIRECT')
    expect(noted).toEqual(['page /s/[seat]', 'page /s/[seat]'])
  })
})

describe("the metrics' labels for app/", () => {
  const app = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'app')
  const files = readdirSync(app, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === 'page.tsx' || name === 'route.ts')
    .map(({ name, parentPath }) => ({
      // A folder in round brackets is no part of the address.
      folder: relative(app, parentPath).replace('(enter)/', ''),
      text: readFileSync(join(parentPath, name), 'utf8'),
    }))
    // Nothing happens there but a redirect.
    .filter(({ folder }) => folder !== 'back')

  it.each(files)('include the pattern of /$folder', ({ folder, text }) => {
    const patterns = [
      ...text.matchAll(/\b(?:asPage|asRoute|seatPage|draftPage|ownPage|userPage|deskPage|enterPage)\(\s*'([^']+)'/g),
    ].map(([, one]) => one)
    expect(new Set(patterns)).toEqual(new Set([`/${folder.replace('[...nextauth]', 'callback/divar')}`]))
  })

  it('include the actual names of pages and actions', async () => {
    const texts = readdirSync(app, { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith('.ts'))
      .map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8'))
    const actions = texts.flatMap((text) =>
      [...text.matchAll(/\b(?:action: |sends\()'([^']+)'/g)].map(([, one]) => one),
    )
    expect(actions.length).toBeGreaterThan(7)
    const prometheus = createPrometheus(peyk)
    for (const { folder } of files) prometheus.observe('page', 1, { page: `/${folder.replace('[...nextauth]', 'x')}` })
    for (const action of actions) prometheus.observe('action', 1, { action: String(action), outcome: 'done' })
    const text = await prometheus.text({})
    expect(samplesOf(text, 'peyk_page_seconds_count')).toHaveLength(files.length)
    expect(samplesOf(text, 'peyk_action_seconds_count')).toHaveLength(new Set(actions).size)
    expect(text).not.toContain('"other"')
  })
})
