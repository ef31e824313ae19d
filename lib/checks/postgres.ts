import { endClient, newClient } from '#lib/db/index.ts'
import { type Check, good, skipped, wrong } from './check.ts'
import type { Query } from './database-checks.ts'
import { checkPooler, poolerAlone } from './pooler.ts'

const oldestVersion = 13

type Addresses = { databaseUrl: string; directUrl?: string | undefined }

/** Connects to PostgreSQL, past a pooler where there is one, and lets `look` read it. The password never reaches a sentence. */
export async function checkPostgres(
  { databaseUrl: usualUrl, directUrl }: Addresses,
  look: (query: Query) => Promise<Check[]>,
): Promise<Check[]> {
  const databaseUrl = directUrl ?? usualUrl
  const client = newClient(databaseUrl, 'peyk-doctor', { connectMs: 5_000, silentMs: 65_000 })
  try {
    await client.connect()
    // Before any setting: behind a pooler it would be somebody else's.
    const alone = directUrl === undefined ? await poolerAlone(client) : null
    if (alone) return [alone, skipped('database', 'The database was not looked at: set its own address first.')]
    await client.query('set statement_timeout = 60000')
    const query: Query = async (statement) => (await client.query<Record<string, unknown>>(statement)).rows
    const version = Number((await query('show server_version_num'))[0]?.server_version_num) / 10_000
    if (version < oldestVersion) {
      const sentence = `PostgreSQL at ${hostOf(databaseUrl)} has version ${Math.floor(version)}.`
      return [wrong('database', sentence, `Use version ${oldestVersion} or newer: the job engine needs it.`)]
    }
    return [
      good('database', `PostgreSQL ${Math.floor(version)} at ${hostOf(databaseUrl)} answers.`),
      ...(directUrl === undefined ? [] : [await checkPooler(usualUrl, client)]),
      ...(await look(query)),
    ]
  } catch (error) {
    return [unreachable(databaseUrl, error)]
  } finally {
    await endClient(client)
  }
}

function unreachable(databaseUrl: string, error: unknown): Check {
  const code = String((error as { code?: unknown } | null)?.code ?? 'no answer')
  const remedies: Record<string, string> = {
    '28P01': 'Correct user and password in DATABASE_URL.',
    '28000': "Let this user connect: see the server's pg_hba.conf.",
    '3D000': 'Create the database, or correct its name in DATABASE_URL.',
    '42501': 'Give the user of DATABASE_URL the rights to this database: it is to own it.',
    '57014': 'It took over a minute to answer: look again when it has less to do.',
    ENOTFOUND: 'Correct the host in DATABASE_URL.',
    ECONNREFUSED: 'Start PostgreSQL, or correct host and port in DATABASE_URL.',
  }
  return wrong(
    'database',
    `PostgreSQL at ${hostOf(databaseUrl)} cannot be used (${code}).`,
    remedies[code] ?? 'See that the server runs, and that a firewall lets this machine reach it.',
  )
}

function hostOf(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null
  return url ? `${url.host}${url.pathname}` : 'the address in DATABASE_URL'
}
