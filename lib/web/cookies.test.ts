import { describe, expect, it } from 'vitest'
import { cookieSettings } from './cookies.ts'

describe('cookies', () => {
  it('over https are limited to this host and to encrypted connections', () => {
    const { authjs, joinName, remembered, secure } = cookieSettings('https://peyk.example.ir')
    for (const { name, options } of [...Object.values(authjs), remembered]) {
      expect(name).toMatch(/^__Host-peyk\./)
      expect(options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
    }
    // Its path is a seat's, which __Host- forbids.
    expect([joinName, secure]).toEqual(['__Secure-peyk.join', true])
  })

  it('on localhost have plain names', () => {
    const { authjs, joinName, secure } = cookieSettings('http://localhost:3000')
    for (const { name, options } of Object.values(authjs)) {
      expect(name).toMatch(/^peyk\./)
      expect(options).toMatchObject({ httpOnly: true, secure: false })
    }
    expect([joinName, secure]).toEqual(['peyk.join', false])
  })

  it('have distinct names', () => {
    const { authjs, carried, joinName, remembered } = cookieSettings('https://peyk.example.ir')
    const names = [joinName, ...[...Object.values(authjs), carried, remembered].map((cookie) => cookie.name)]
    expect(new Set(names).size).toBe(9)
  })
})
