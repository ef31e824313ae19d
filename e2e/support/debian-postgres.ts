import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { eventually } from './patience.ts'
import { installSystemPackages } from './system-packages.ts'

const run = promisify(execFile)

/** Where Debian's package has its programs; the newest version. It is installed where it is missing and may be. */
export function findDebianPostgres(): string {
  const find = () => globSync('/usr/lib/postgresql/*/bin/pg_basebackup').sort().at(-1)
  if (!find()) installSystemPackages(['postgresql'])
  const found = find()
  if (!found) throw new Error('Debian’s PostgreSQL is not on this machine: its package is called postgresql.')
  return dirname(found)
}

/** PostgreSQL refuses to run as root; Debian's package brings a user of its own. */
export function postgresUser(): { uid: number; gid: number } | object {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** One server of a cluster: its data, and the process that serves them. */
export type Server = {
  name: string
  port: number
  folder: string
  run(program: string, ...args: string[]): Promise<unknown>
  start(): Promise<void>
  /** kill -9 of the server and of everything that it started. */
  kill(): Promise<void>
  query<Row>(text: string): Promise<Row[]>
}

export type ServerPlace = { programs: string; name: string; port: number; folder: string }

export function serverAt({ programs, name, port, folder }: ServerPlace): Server {
  const options = { ...postgresUser(), cwd: '/' }
  let child: ChildProcess | null = null
  let ended: Promise<unknown> = Promise.resolve()
  const query = async <Row>(text: string) => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'peyk', database: 'postgres' })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query(text)).rows as Row[]
    } finally {
      await client.end()
    }
  }
  return {
    name,
    port,
    folder,
    query,
    run: async (program, ...args) => await run(join(programs, program), args, options),
    async start() {
      const own = ['-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1', '-c', `cluster_name=${name}`]
      const started = spawn(join(programs, 'postgres'), ['-D', folder, ...own], { ...options, stdio: 'ignore' })
      child = started
      ended = new Promise((resolve) => started.once('exit', resolve))
      await eventually(`the start of ${name}`, async () => {
        if (started.exitCode !== null) return
        await query('select 1')
      })
      if (started.exitCode !== null) throw new Error(`PostgreSQL (${name}) ended with ${started.exitCode}`)
    },
    async kill() {
      // Its children end by themselves once it is gone.
      child?.kill('SIGKILL')
      await ended
      child = null
    },
  }
}
