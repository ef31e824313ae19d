import { describe, expect, it } from 'vitest'
import { parseOldForm, readOldForm, writeOldForm } from './old-form.ts'

const known = new Set(['70aa', '60bb'])
const post = (fields: [string, string | Blob][], headers: Record<string, string> = {}) => {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  return new Request('http://localhost/s/seat/address', { method: 'POST', body, headers })
}
const typed: [string, string][] = [
  ['$form', 'address'],
  ['name', 'شهلا «کاویانی»'],
  ['line', 'خط یک\r\nخط دو'],
]
const ref = (id: string): [string, string][] => [
  ['$ACTION_REF_1', ''],
  ['$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`],
  ['$ACTION_1:1', '["seat"]'],
]

describe('the form of another build', () => {
  it.each([
    ['an id that is gone', [['$ACTION_ID_70cc', '']]],
    ['a bound id that is gone', ref('70cc')],
    ['no id at all', [['$ACTION_ID_', '']]],
    ['a bound one that is described wrongly', [['$ACTION_REF_1', '']]],
    ['a known one next to a removed one', [...ref('70aa'), ['$ACTION_ID_70cc', '']]],
  ] as [string, [string, string][]][])('keeps its input: %s', async (_, action) => {
    const request = post([...action, ...typed])
    const found = await readOldForm(request, known)
    expect(found).toEqual({ form: 'address', typed: { name: 'شهلا «کاویانی»', line: 'خط یک\r\nخط دو' } })
    expect(parseOldForm(found && writeOldForm(found))).toEqual(found)
    expect(writeOldForm({ form: '', typed: { name: 'شهلا' } })).toMatch(/^[\x21-\x7e]+$/)
    // The page after it can still read the body.
    expect(request.bodyUsed).toBe(false)
  })

  it('keeps no password and no code of an authenticator', async () => {
    const secret: [string, string][] = [
      ['password', 'یک گذرواژهٔ بلند'],
      ['code', '123456'],
    ]
    const found = await readOldForm(post([['$ACTION_ID_70cc', ''], ...typed, ...secret]), known)
    expect(Object.keys(found?.typed ?? {})).toEqual(['name', 'line'])
  })

  it('is null for a known action or without one', async () => {
    expect(await readOldForm(post([...ref('70aa'), ...typed]), known)).toBeNull()
    expect(await readOldForm(post([['$ACTION_ID_60bb', ''], ...typed]), known)).toBeNull()
    expect(await readOldForm(post(typed), known)).toBeNull()
    expect(await readOldForm(new Request('http://localhost/s/seat'), known)).toBeNull()
  })

  it('is null when scripts handle it, the body is unreadable, or it is too long', async () => {
    const gone: [string, string][] = [['$ACTION_ID_70cc', ''], ...typed]
    expect(await readOldForm(post(gone, { 'next-action': '70cc' }), known)).toBeNull()
    expect(await readOldForm(post(gone, { 'content-type': 'multipart/form-data; boundary=x' }), known)).toBeNull()
    expect(await readOldForm(post(gone, { 'content-length': '70000' }), known)).toBeNull()
    expect(await readOldForm(post(gone), null)).toBeNull()
  })

  it('contains no file', async () => {
    const found = await readOldForm(post([['$ACTION_ID_70cc', ''], ['file', new Blob(['x'])], ...typed]), known)
    expect(Object.keys(found?.typed ?? {})).toEqual(['name', 'line'])
  })
})
