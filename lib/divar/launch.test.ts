import { describe, expect, it } from 'vitest'
import { openAnswer, toastAnswer } from './actions.ts'
import { launchAnswer, parseDirectLink, readApiVersion } from './launch.ts'

describe('launchAnswer', () => {
  it('depends on the version (Contract §14, row 15)', () => {
    const url = 'https://app.example/launch/abc'
    expect(launchAnswer({ version: 2 }, url)).toEqual({ url })
    expect(launchAnswer({ version: 1 }, url)).toEqual({ status: '200', message: 'success', url })
  })
})

describe('the answer to a dynamic action', () => {
  it('has the text format that Divar shows (Contract §4)', () => {
    expect(toastAnswer('ثبت شد')).toEqual({ text_message: 'ثبت شد' })
  })

  it('may have Divar launch the app for the one who tapped (Contract §4)', () => {
    const answer = { action: { open_server_link: { data: { order: '81' } } }, text_message: 'باز می‌شود' }
    expect(openAnswer({ order: '81' }, 'باز می‌شود')).toEqual(answer)
  })
})

describe('parseDirectLink', () => {
  it.each([
    ['post_token=gZd7omnS&completion_url=https://evil.example', 'gZd7omnS'],
    ['post_token=wZDwv-vo', 'wZDwv-vo'],
    ['post_token=a&post_token=b', 'a'],
    ['', null],
    ['post_token=', null],
    ['post_token=..%2Fusers', null],
    ['post_token=a%00', null],
    [`post_token=${'a'.repeat(33)}`, null],
  ])('parses %s', (query, postToken) => {
    expect(parseDirectLink(new URLSearchParams(query))).toEqual({ postToken })
  })
})

describe('readApiVersion', () => {
  it.each([
    [{ 'api-version': '2' }, '2'],
    [{ 'API-Version': ' 2 ' }, '2'],
    [{ API_VERSION: '2' }, '2'],
    [{ 'api-version': '2, 2' }, '2'],
    [{ 'api-version': '' }, null],
    [{ 'api-version': '', API_VERSION: '2' }, '2'],
    [{}, null],
  ])('parses %j', (headers, version) => {
    expect(readApiVersion(new Headers(Object.entries(headers)))).toBe(version)
  })
})
