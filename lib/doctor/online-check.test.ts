import { describe, expect, it } from 'vitest'
import { checkOnline } from './online-check.ts'
import { settingsWith } from './testing.ts'

const answering = (body: unknown, status = 200) => {
  const calls: { url: string; key: string | null }[] = []
  const fetchFrom: typeof fetch = async (url, init) => {
    calls.push({ url: String(url), key: new Headers(init?.headers).get('x-api-key') })
    return Response.json(body, { status })
  }
  return { calls, fetchFrom }
}

describe('checkOnline', () => {
  it('asks for the cities once, with the key', async () => {
    const { calls, fetchFrom } = answering({ cities: [{ slug: 'tehran', display: 'تهران' }] })
    expect(await checkOnline(settingsWith(), fetchFrom)).toMatchObject({
      state: 'good',
      sentence: 'open-api.divar.ir answered with 1 cities.',
    })
    expect(calls).toEqual([
      { url: 'https://open-api.divar.ir/v1/open-platform/assets/city', key: 'api-key-of-the-tests' },
    ])
  })

  it.each([
    [401, { code: 16, message: 'no' }, 'refused the call with status 401', 'Make a new API key'],
    [429, {}, 'refused the call with status 429', 'wait, then try again'],
    [200, { cities: [] }, 'something else than a list of cities', 'Correct DIVAR_API_URL'],
  ])('tells what %i %j means', async (status, body, sentence, remedy) => {
    const check = await checkOnline(settingsWith(), answering(body, status).fetchFrom)
    expect(check.state).toBe('wrong')
    expect(check.sentence).toContain(sentence)
    expect(check.remedy).toContain(remedy)
  })

  it('finds that Divar is out of reach', async () => {
    const refuse: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('dns'), { code: 'ENOTFOUND' }) })
    }
    const check = await checkOnline(settingsWith(), refuse)
    expect(check.sentence).toBe('open-api.divar.ir did not answer (ENOTFOUND).')
    expect(check.remedy).toContain('over https')
  })
})
