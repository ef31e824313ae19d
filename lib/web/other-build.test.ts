import { describe, expect, it } from 'vitest'
import { askOtherProcess } from './other-build.ts'

const ask = (query: string) => askOtherProcess(new Request(`http://localhost/x?path=chunks/a%20b.js${query}`))

describe('a file of another build', () => {
  it('is asked for elsewhere, some times', () => {
    const answer = ask('')
    expect(answer.status).toBe(307)
    expect(answer.headers.get('location')).toBe('/_next/static/chunks/a%20b.js?again=1')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(ask('&again=5').headers.get('location')).toContain('?again=6')
  })

  it('is not there in the end', () => {
    for (const query of ['&again=6', '&again=7', '&again=x']) expect(ask(query).status).toBe(404)
  })
})
