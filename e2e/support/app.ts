import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './paths.ts'
import { portFree } from './ports.ts'
import type { Environment } from './settings.ts'

export type App = {
  /** Where this process listens; a browser's address is APP_URL, which a balancer may own. */
  url: string
  port: number
  logFile: string
  /** Everything that this app and its earlier processes wrote. */
  logs(): string
  pid(): number | undefined
  /** Asks the process to end and waits for it; SIGKILL after 10 seconds. */
  stop(): Promise<void>
  /** kill -9, without a chance to say goodbye. */
  kill(): Promise<void>
  /** Starts again on the same port, with the same environment but for the changes. */
  start(changes?: Environment): Promise<void>
  restart(changes?: Environment): Promise<void>
  /** Running, and with the environment it was made with: for the next test. Costs nothing when that is so already. */
  restore(): Promise<void>
  /** Waits until the process ended by itself, and gives its exit code. */
  exited(): Promise<number | null>
}

/** What is started, where, and by whom. */
export type Program = {
  cwd: string
  script: string
  args: string[]
  uid?: number
  /** Another than the one that runs this. */
  node?: string
  /** What it says stands in the terminal, and not in the log's file. */
  isShown?: boolean
}

/** The production build in place, as `npm start` does. */
export const inPlace = (port: number): Program => ({
  cwd: root,
  script: join(root, 'node_modules/next/dist/bin/next'),
  args: ['start', '-p', String(port)],
})

/** The same, not started yet: for a process that is expected to refuse (see `launch`). */
export function prepareApp(
  env: Environment,
  port: number,
  logFile: string,
  program: Program = inPlace(port),
): App & { launch(): void } {
  const url = `http://localhost:${port}`
  let child: ChildProcess | null = null
  let ended: Promise<number | null> = Promise.resolve(null)
  let current = env

  const launch = () => {
    const log = openSync(logFile, 'a')
    const { cwd, script, args, uid, isShown, node = process.execPath } = program
    const output = isShown ? 'inherit' : log
    child = spawn(node, [script, ...args], {
      cwd,
      env: current as NodeJS.ProcessEnv,
      stdio: ['ignore', output, output],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    closeSync(log)
    const started = child
    ended = new Promise((resolve) => started.once('exit', (code) => resolve(code)))
    started.once('exit', () => {
      if (child === started) child = null
    })
  }
  const logs = () => {
    try {
      return readFileSync(logFile, 'utf8')
    } catch {
      return ''
    }
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (!child) return
    const running = child
    running.kill(signal)
    const late = AbortSignal.timeout(10_000)
    late.addEventListener('abort', () => running.kill('SIGKILL'))
    await ended
  }
  const start = async (changes?: Environment) => {
    if (changes) current = { ...current, ...changes }
    await portFree(port)
    launch()
    await healthy(url, () => child !== null, logs)
  }
  return {
    url,
    port,
    logFile,
    logs,
    launch,
    start,
    pid: () => child?.pid,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async (changes) => {
      await end('SIGTERM')
      await start(changes)
    },
    restore: async () => {
      if (child && current === env) return
      current = env
      await end('SIGTERM')
      await start()
    },
    exited: () => ended,
  }
}

async function healthy(url: string, alive: () => boolean, logs: () => string): Promise<void> {
  // Generous: on a fully loaded machine, a first start with an empty database has taken over a minute.
  const end = Date.now() + 3 * 60_000
  let last = 'no answer'
  while (Date.now() < end) {
    if (!alive()) throw new Error(`the app stopped while starting:\n${tail(logs())}`)
    try {
      const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) })
      await answer.arrayBuffer()
      if (answer.ok) return
      last = `status ${answer.status}`
    } catch {
      last = 'no answer'
    }
    await wait(100)
  }
  throw new Error(`the app's health did not answer within three minutes (${last}):\n${tail(logs())}`)
}

const tail = (text: string) => text.split('\n').slice(-40).join('\n')
