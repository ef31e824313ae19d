import { type ChildProcess, spawn } from 'node:child_process'
import { root } from '../support/paths.ts'

const running = new Set<ChildProcess>()

/** How a tool ended: by itself with a code, or by a signal. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export const endedWell = ({ code, signal }: Exit): boolean => code === 0 && signal === null

export const sayExit = ({ code, signal }: Exit): string =>
  signal ? `was ended by ${signal}` : `ended with code ${code ?? 'unknown'}`

export type Running = {
  env?: Record<string, string> | undefined
  /** An open file for what the tool prints; in plain sight when left out. */
  output?: number
}

/** Runs one of the project's tools to its end. */
export function runTool(script: string, args: string[], { env = {}, output }: Running = {}): Promise<Exit> {
  return new Promise((resolve, reject) => {
    const shown = output ?? 'inherit'
    const child = spawn(process.execPath, [`${root}/node_modules/${script}`, ...args], {
      cwd: root,
      stdio: ['ignore', shown, shown],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    })
    running.add(child)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      running.delete(child)
      resolve({ code, signal })
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

/**
 * From now on a signal ends nothing by itself: this rejects, so that what runs can be stopped in its order. Before anybody
 * waits for it, nobody need.
 */
export function interruption(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal)
    process.on(signal, () => reject(new Error('interrupted')))
  }
  promise.catch(() => undefined)
  return promise
}
