import { type ChildProcess, spawn } from 'node:child_process'
import { root } from '../support/paths.ts'

const running = new Set<ChildProcess>()

/** Runs one of the project's tools to its end, in plain sight; its exit code. */
export function runTool(script: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}/node_modules/${script}`, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    })
    running.add(child)
    child.once('error', reject)
    child.once('exit', (code) => {
      running.delete(child)
      resolve(code ?? 1)
    })
  })
}

/** A killed parent cannot tell us: its disappearance counts as SIGTERM. */
function endWithParent(): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 1000).unref()
}

/** Ends what was started when this process is told to end, and only then itself. */
export function endChildrenOnSignal(): void {
  endWithParent()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      const left = [...running]
      const all = left.map((child) => new Promise((resolve) => child.once('exit', resolve)))
      for (const child of left) child.kill(signal)
      const impatient = setTimeout(() => {
        for (const child of running) child.kill('SIGKILL')
      }, 15_000)
      Promise.all(all).then(() => {
        clearTimeout(impatient)
        process.exit(130)
      })
    })
  }
}
