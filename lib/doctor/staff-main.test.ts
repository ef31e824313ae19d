import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { createPostgresDatabase } from '#lib/db/testing.ts'
import { layOutFolder } from '#lib/db/testing-template.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { createStaff } from '#lib/services/staff.ts'
import { watchStaffRequests } from '#lib/services/staff-requests.ts'
import { soundEnvironment } from './testing.ts'
import { commandOf } from './testing-command.ts'

const inviting = ['invite', '--role', 'admin', '--name', 'مینا رستمی']
let folder = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peyk-staff-main-'))
  await layOutFolder(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const { run, runBeside } = commandOf('staff-main.ts', () => folder)

describe('staff as a program', { timeout: 480_000 }, () => {
  it('says how to call it', () => {
    expect(run(['dance'])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run staff -- invite') })
  })

  it.each(['embedded', 'PostgreSQL'])(
    'invites, lists, disables and prints the audit of a database: %s',
    async (kind) => {
      const postgres = kind === 'PostgreSQL' ? await createPostgresDatabase() : null
      const own: Record<string, string> = postgres ? { DATABASE_URL: postgres.url } : {}
      try {
        expect(run(['list'], own)).toMatchObject({ status: 0, stderr: expect.stringContaining('There is nobody yet') })
        const invited = run(inviting, own)
        expect(invited).toMatchObject({
          status: 0,
          stdout: expect.stringMatching(/^http.+\/desk\/invitation\/[\w-]{32}\n$/),
        })
        const id = /For ([\w-]+):/.exec(invited.stderr)?.[1] ?? ''
        expect(run(['list'], own).stdout).toMatch(new RegExp(`^${id}  admin       invited   never  مینا رستمی$`, 'm'))
        expect(run(['disable', id], own)).toMatchObject({ status: 0 })
        expect(run(['disable', 'nobody'], own)).toMatchObject({
          status: 1,
          stderr: expect.stringContaining('nobody with'),
        })
        expect(run(['invite', '--id', id], own).stdout).toContain('/desk/invitation/')
        const lines = run(['audit'], own).stdout.trim().split('\n')
        expect(lines.map((line) => JSON.parse(line)).map(({ what, which }) => [what, which])).toEqual([
          ['team.invite', id],
          ['team.disable', id],
          ['team.invite_again', id],
        ])
        expect(run(['audit', '--after', String(JSON.parse(lines[1] ?? '{}').number)], own).stdout).toBe(`${lines[2]}\n`)
      } finally {
        await postgres?.drop()
      }
    },
  )

  it('says why it refuses, and changes nothing', () => {
    const { status, stderr } = run(['invite', '--role', 'courier', '--vehicle', 'horse', '--name', 'کسی'])
    expect([status, stderr]).toEqual([1, 'Nothing was changed: there is no vehicle horse.\n'])
    expect(run(['list']).stdout).toBe('')
  })

  it('asks the app that has the embedded database, and leaves no link behind in the folder', async () => {
    const database = await openDatabase({ dataDir: folder })
    const sealer = createSealer([new Uint8Array(Buffer.from(String(soundEnvironment.SEAL_KEYS), 'base64'))])
    const tries = { begin: async () => null, succeed: async () => undefined }
    const appUrl = 'https://peyk.example.ir'
    const staff = createStaff({ db: database.db, clock: systemClock, sealer, appUrl, tries })
    const log = { info: () => undefined, error: () => undefined }
    const watch = watchStaffRequests(staff, { dataDir: folder, log })
    try {
      expect(await runBeside(inviting)).toMatchObject({
        status: 0,
        text: expect.stringContaining(`${appUrl}/desk/invitation/`),
      })
      expect(await runBeside(['list'])).toMatchObject({ status: 0, text: expect.stringContaining('مینا رستمی') })
      expect(await staff.store.members()).toHaveLength(1)
      expect(readdirSync(join(folder, 'staff'))).toEqual([])
    } finally {
      watch.stop()
      await database.close()
    }
  })
})
