import { describe, expect, inject, it } from 'vitest'
import { good } from './check.ts'
import { checkPostgres } from './postgres.ts'

const nothing = async () => [good('look', 'looked')]

describe('checkPostgres', () => {
  it('connects and offers the database to the other checks', async () => {
    const checks = await checkPostgres(inject('postgresUrl'), nothing)
    expect(checks.map(({ state }) => state)).toEqual(['good', 'good'])
    expect(checks[0]?.sentence).toMatch(/^PostgreSQL 1\d at 127\.0\.0\.1:\d+\/postgres answers\.$/)
  })

  it.each([
    ['another password', (url: URL) => (url.password = 'hunter2'), '28P01', 'user and password'],
    ['another database', (url: URL) => (url.pathname = '/nowhere'), '3D000', 'Create the database'],
    ['another port', (url: URL) => (url.port = '1'), 'ECONNREFUSED', 'Start PostgreSQL'],
  ])('finds %s without printing the password', async (_, change, code, remedy) => {
    const url = new URL(inject('postgresUrl'))
    const { password } = url
    change(url)
    const [check, ...others] = await checkPostgres(url.href, nothing)
    expect(check).toMatchObject({ name: 'database', state: 'wrong' })
    expect(check?.sentence).toContain(code)
    expect(check?.remedy).toContain(remedy)
    expect(check?.sentence).not.toMatch(new RegExp(`hunter2|:${password}@`))
    expect(others).toEqual([])
  })
})
