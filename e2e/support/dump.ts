import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { compactDecrypt } from 'jose'
import pg from 'pg'
import type { Stack } from './stack.ts'

type Query = (statement: string) => Promise<Record<string, string>[]>

const sealed = /eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/g

/**
 * Every row of every table of the app's database as text, and after it what was sealed in them, opened. The embedded
 * database belongs to one process: the app must have stopped.
 */
export async function dumpDatabase({ env, secrets }: Stack): Promise<string> {
  const rows = await withDatabase(env, async (query) => {
    const tables = await query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const texts: string[] = []
    for (const { name } of tables) {
      texts.push(...(await query(`select t::text as row from ${name} t`)).map(({ row }) => `${name} ${row}`))
    }
    return texts.join('\n')
  })
  const keys = secrets.SEAL_KEYS.split(',').map((key) => Buffer.from(key, 'base64'))
  const opened = (rows.match(sealed) ?? []).map(async (one) => await open(one, keys))
  return [rows, ...(await Promise.all(opened))].join('\n')
}

/** What one sealed value says. One that no key opens would hide something: that is an error. */
async function open(one: string, keys: Buffer[]): Promise<string> {
  for (const key of keys) {
    const plain = await compactDecrypt(one, key).catch(() => null)
    if (plain) return new TextDecoder().decode(plain.plaintext)
  }
  throw new Error(`no key opens ${createHash('sha256').update(one).digest('hex').slice(0, 8)}`)
}

/** Asks the app's database itself. The embedded one belongs to one process: the app must have stopped. */
export async function withDatabase<T>(env: Stack['env'], work: (query: Query) => Promise<T>): Promise<T> {
  if (env.DATABASE_URL) {
    const client = new pg.Client({ connectionString: env.DATABASE_URL })
    await client.connect()
    return await work(async (statement) => (await client.query(statement)).rows).finally(() => client.end())
  }
  const pglite = await PGlite.create(join(env.DATA_DIR ?? '', 'db'))
  return await work(async (statement) => (await pglite.query<Record<string, string>>(statement)).rows).finally(() =>
    pglite.close(),
  )
}
