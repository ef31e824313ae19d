import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findDebianPostgres, postgresUser, type Server, serverAt } from '../support/debian-postgres.ts'
import { startForwarder } from '../support/forwarder.ts'
import { eventually } from '../support/patience.ts'
import { freePort } from '../support/ports.ts'

export type Cluster = {
  /** DATABASE_URL: the address that moves. */
  url: string
  /** The primary dies, and the standby takes its place and the address. */
  failOver(noticedAfterMs: number): Promise<void>
  /** The new primary gets a standby, without which it can not be lost. */
  addStandby(): Promise<void>
  stop(): Promise<void>
}

/** A primary whose commits wait for a standby, behind one address: Debian's PostgreSQL, with what it brings for this. */
export async function startCluster(): Promise<Cluster> {
  const programs = findDebianPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'peyk-cluster-'))
  chmodSync(folder, 0o755)
  const forwarder = await startForwarder()
  let number = 0
  const next = async () => {
    number += 1
    const name = `node${number}`
    const own = join(folder, name)
    mkdirSync(own, { mode: 0o700 })
    const user = postgresUser()
    if ('uid' in user) chownSync(own, user.uid, user.gid)
    return serverAt({ programs, name, port: await freePort(), folder: own })
  }
  let primary = await next()
  await primary.run('initdb', '-D', primary.folder, '-U', 'peyk', '-A', 'trust', '--encoding=UTF8', '--locale=C')
  await primary.start()
  await primary.query('create database peyk')
  let standby = await follow(primary, await next())
  forwarder.to(primary.port)
  return {
    url: `postgres://peyk@127.0.0.1:${forwarder.port}/peyk`,
    async failOver(noticedAfterMs) {
      await primary.kill()
      await wait(noticedAfterMs)
      forwarder.to(null)
      rmSync(primary.folder, { recursive: true, force: true })
      // Nobody follows yet: a commit must not wait for a standby that is not there.
      await setStandbys(standby, '')
      await standby.run('pg_ctl', 'promote', '-w', '-D', standby.folder)
      primary = standby
      forwarder.to(primary.port)
    },
    async addStandby() {
      standby = await follow(primary, await next())
    },
    async stop() {
      await forwarder.close()
      for (const server of [standby, primary]) await server.kill()
      await wait(500)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 })
    },
  }
}

/** A new standby, and from then on no commit without it. */
async function follow(primary: Server, standby: Server): Promise<Server> {
  const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'peyk']
  await standby.run('pg_basebackup', '-D', standby.folder, ...from, '-R', '-X', 'stream', '-c', 'fast')
  await standby.start()
  await setStandbys(primary, standby.name)
  await eventually(`${standby.name} as synchronous standby`, async () => {
    const [one] = await primary.query<{ state: string }>('select sync_state as state from pg_stat_replication')
    if (one?.state !== 'sync') throw new Error(`it is ${one?.state}`)
  })
  return standby
}

async function setStandbys(server: Server, names: string): Promise<void> {
  await server.query(`alter system set synchronous_standby_names = '${names}'`)
  await server.query('select pg_reload_conf()')
}
