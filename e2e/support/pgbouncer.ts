import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, portTaken } from './ports.ts'
import { installSystemPackages, isRunnable } from './system-packages.ts'

const program = '/usr/sbin/pgbouncer'

export type Pooler = {
  /** The same database through the pooler. */
  url: string
  /** Ends as a machine does, and starts again on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Null where it can run; else the sentence that says why not. */
export const missingPgbouncer = (): string | null =>
  isRunnable(program) ? null : `PgBouncer is not on this machine (${program}): Debian has it as pgbouncer.`

export function installPgbouncer(): void {
  if (missingPgbouncer()) installSystemPackages(['pgbouncer'])
}

/** PgBouncer in transaction mode before a database, as people run it; fewer connections to the server than Peyk opens. */
export async function startPgbouncer(databaseUrl: string): Promise<Pooler> {
  const server = new URL(databaseUrl)
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'peyk-pgbouncer-'))
  // It refuses to run as root, and reads this as the user it becomes.
  chmodSync(folder, 0o755)
  const config = join(folder, 'pgbouncer.ini')
  const { username, password } = server
  writeFileSync(
    config,
    `[databases]
* = host=${server.hostname} port=${server.port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 6
max_client_conn = 200
`,
  )
  const start = async () => {
    const asRoot = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
    const child = spawn(program, ['-q', ...asRoot, config], { stdio: 'ignore' })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    while (!(await portTaken(port))) {
      if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}`)
      await wait(50)
    }
    return async () => {
      child.kill('SIGKILL')
      await gone
    }
  }
  let end = await start()
  const url = new URL(databaseUrl)
  url.port = String(port)
  return {
    url: url.href,
    async restart() {
      await end()
      end = await start()
    },
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
