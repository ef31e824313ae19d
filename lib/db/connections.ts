import { Socket } from 'node:net'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Db } from './client.ts'

/** How long PostgreSQL may take, in milliseconds. */
export type Patience = {
  connectMs: number
  /** The server ends a statement, and a transaction in which nothing happens, after that. */
  statementMs: number
  /** A connection on which nothing at all has come or gone for so long is dead, whatever the network says. */
  silentMs: number
  /** How often the listening connection is tried. */
  lookEveryMs: number
}

export const usualPatience: Patience = {
  connectMs: 5_000,
  statementMs: 30_000,
  // More than a statement may take, and more than the pools keep a connection that is not used.
  silentMs: 35_000,
  lookEveryMs: 15_000,
}

/** Settings of one connection, for whatever opens it. `silentMs` null: it may work without a word for as long as it likes. */
export function connectionTo(
  databaseUrl: string,
  name: string,
  { connectMs, silentMs }: { connectMs: number; silentMs: number | null } = usualPatience,
) {
  return {
    connectionString: databaseUrl,
    application_name: name,
    connectionTimeoutMillis: connectMs,
    // Finds a machine that is gone; a path that swallows everything answers these probes.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // The driver's own limit for a query would give the query up and keep the connection, with the answer still to come.
    stream: () => socketThatEnds(silentMs),
  }
}

function socketThatEnds(silentMs: number | null): Socket {
  const socket = new Socket()
  if (silentMs === null) return socket
  return socket.setTimeout(silentMs, () => {
    socket.destroy(new Error(`The database was silent for ${Math.round(silentMs / 1000)} seconds.`))
  })
}

/**
 * The same for a pool. The limits are set by a statement: a pooler between refuses them at the start of a connection. One
 * in transaction mode (`isPooled`) would set them on whichever connection of the server is free, so there they are the
 * role's own: see app/DEPLOYMENT.md.
 */
export function poolTo(databaseUrl: string, name: string, patience: Patience = usualPatience, isPooled = false) {
  const { statementMs, silentMs } = patience
  return {
    ...connectionTo(databaseUrl, name, patience),
    idleTimeoutMillis: Math.min(10_000, silentMs / 2),
    async onConnect(client: pg.ClientBase) {
      ignoreErrors(client)
      if (isPooled) return
      await client.query(
        `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${statementMs}`,
      )
    },
  }
}

/** The statement that runs fails with its connection, and its caller hears of that; without a listener the process would end. */
function ignoreErrors(client: pg.ClientBase): void {
  client.on('error', () => undefined)
}

/** One connection of its own, not yet connected. */
export function newClient(...settings: Parameters<typeof connectionTo>): pg.Client {
  const client = new pg.Client(connectionTo(...settings))
  ignoreErrors(client)
  return client
}

/**
 * Whether a pooler answers in the server's place: it hands out a process id of its own. Of the server's own there is only
 * one per connection.
 */
export async function isBehindPooler(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return (client as unknown as { processID: number | null }).processID !== rows[0]?.pid
}

/** Ends a connection, at once where its other end does not say goodbye. */
export async function endClient(client: pg.Client, patienceMs = 1_000): Promise<void> {
  const late = setTimeout(() => client.connection.stream.destroy(), patienceMs)
  await client.end().catch(() => undefined)
  clearTimeout(late)
}

/** Drizzle over a pool, whose transactions give their connection back also where it breaks at their very beginning. */
export function drizzleOver(pool: pg.Pool): Db {
  const db = drizzle(pool)
  return Object.assign(db, {
    async transaction(...given: Parameters<typeof db.transaction>) {
      const client = await pool.connect()
      try {
        return await drizzle(inTurn(client)).transaction(...given)
      } finally {
        client.release()
      }
    },
  }) as unknown as Db
}

/** One statement after the other, as the driver wants it of its callers, also where those who share a transaction ask at once. */
function inTurn(client: pg.PoolClient): pg.PoolClient {
  let before: Promise<unknown> = Promise.resolve()
  const query = async (...given: Parameters<pg.PoolClient['query']>): Promise<unknown> => {
    const done = before.then(async () => await client.query(...given))
    before = done.catch(() => undefined)
    return await done
  }
  return { query } as unknown as pg.PoolClient
}
