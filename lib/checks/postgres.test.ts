import { describe, expect, inject, it } from 'vitest'
import { endClient, newClient } from '#lib/db/index.ts'
import { good } from './check.ts'
import { checkPostgres } from './postgres.ts'

const nothing = async () => [good('look', 'looked')]

describe('checkPostgres', () => {
  it('connects and offers the database to the other checks', async () => {
    const checks = await checkPostgres({ databaseUrl: inject('postgresUrl') }, nothing)
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
    const [check, ...others] = await checkPostgres({ databaseUrl: url.href }, nothing)
    expect(check).toMatchObject({ name: 'database', state: 'wrong' })
    expect(check?.sentence).toContain(code)
    expect(check?.remedy).toContain(remedy)
    expect(check?.sentence).not.toMatch(new RegExp(`hunter2|:${password}@`))
    expect(others).toEqual([])
  })

  describe('with an address for what needs a session', () => {
    const poolerOf = async (databaseUrl: string, directUrl = inject('postgresUrl')) =>
      (await checkPostgres({ databaseUrl, directUrl }, nothing)).find(({ name }) => name === 'pooler')
    const other = async (name: string, ...statements: string[]) => {
      const client = newClient(inject('postgresUrl'), 'test')
      await client.connect()
      for (const statement of [`create database ${name}`, ...statements]) await client.query(statement)
      await endClient(client)
      return Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href
    }

    it('finds that nothing limits a statement there, and says how the role is limited', async () => {
      const limited = await other('doctor_limited', `alter database doctor_limited set statement_timeout = '30s'`)
      expect(await poolerOf(limited, limited)).toMatchObject({
        state: 'wrong',
        remedy: expect.stringMatching(/^alter role \S+ set idle_in_transaction_session_timeout = '30s';$/),
      })
      const client = newClient(limited, 'test')
      await client.connect()
      await client.query(`alter database doctor_limited set idle_in_transaction_session_timeout = '30s'`)
      await endClient(client)
      expect(await poolerOf(limited, limited)).toMatchObject({ state: 'good' })
    })

    it('finds that the two lead to different databases', async () => {
      expect(await poolerOf(await other('doctor_elsewhere'))).toMatchObject({
        state: 'wrong',
        remedy: expect.stringContaining('same database'),
      })
    })

    it('finds a pooler that does not answer', async () => {
      const check = await poolerOf('postgres://peyk@127.0.0.1:1/peyk')
      expect(check).toMatchObject({ state: 'wrong', sentence: expect.stringContaining('ECONNREFUSED') })
    })
  })
})
