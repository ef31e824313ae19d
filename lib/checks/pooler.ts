import { endClient, isBehindPooler, newClient } from '#lib/db/index.ts'
import { type Check, good, wrong } from './check.ts'

type Client = ReturnType<typeof newClient>
type Row = Record<string, unknown>

/** Tells servers and databases apart: a server starts once, and each of its databases has one name. */
const whereabouts = 'select pg_postmaster_start_time()::text as started, current_database() as name'

const limits = ['statement_timeout', 'idle_in_transaction_session_timeout']

/** The fault, where DATABASE_URL is a pooler and no other address is given for what needs a session. */
export async function poolerAlone(client: Client): Promise<Check | null> {
  if (!(await isBehindPooler(client))) return null
  const remedy = 'Set DATABASE_DIRECT_URL to the server itself: LISTEN and migrations need a session of their own.'
  return wrong('pooler', 'DATABASE_URL leads to a pooler, and the app does not start through it alone.', remedy)
}

/** Whether the pooler leads where the direct address leads, and whether its sessions end a statement that hangs. */
export async function checkPooler(pooledUrl: string, direct: Client): Promise<Check> {
  const pooled = newClient(pooledUrl, 'peyk-doctor', { connectMs: 5_000, silentMs: 65_000 })
  try {
    await pooled.connect()
    const [here, there] = [await first(pooled, whereabouts), await first(direct, whereabouts)]
    if (here.started !== there.started || here.name !== there.name) {
      const remedy = 'Give the same server and the same database in both.'
      return wrong('pooler', 'DATABASE_URL and DATABASE_DIRECT_URL lead to different databases.', remedy)
    }
    const unset = []
    for (const name of limits) if ((await first(pooled, `show ${name}`))[name] === '0') unset.push(name)
    if (unset.length === 0) return good('pooler', 'Both addresses lead to one database, with limits of time.')
    const { user } = await first(pooled, 'select quote_ident(current_user) as user')
    const remedy = unset.map((name) => `alter role ${user} set ${name} = '30s';`).join(' ')
    return wrong('pooler', `Nothing ends a statement that hangs behind the pooler: ${unset.join(', ')}.`, remedy)
  } catch (error) {
    const code = String((error as { code?: unknown } | null)?.code ?? 'no answer')
    const remedy = 'Start the pooler, or correct DATABASE_URL; the server itself answers.'
    return wrong('pooler', `The pooler of DATABASE_URL cannot be used (${code}).`, remedy)
  } finally {
    await endClient(pooled)
  }
}

const first = async (client: Client, statement: string): Promise<Row> =>
  (await client.query<Row>(statement)).rows[0] ?? {}
