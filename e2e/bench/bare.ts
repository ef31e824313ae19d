import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../support/paths.ts'

export type Bare = { url: string; pid: number | undefined; stop(): Promise<void> }

/** A bare Node server in a process of its own, which ends with this one. Its file is in this folder. */
export async function startBare(file: string, ...given: string[]): Promise<Bare> {
  const child = spawn(process.execPath, [join(root, 'e2e/bench', file), ...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    url: `http://127.0.0.1:${port.toString().trim()}`,
    pid: child.pid,
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}
