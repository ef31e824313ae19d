import { randomBytes } from 'node:crypto'
import { TOTP } from 'otpauth'
import type { Db } from '#lib/db/client.ts'
import { staffStore, staffTransaction } from '#lib/db/stores/staff.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import {
  acceptInvitation,
  invite,
  openInvitation,
  type Role,
  resolveStaff,
  type StaffActor,
  type StaffDeps,
  type Tries,
} from './index.ts'

export const address = '203.0.113.7'
export const password = 'یک گذرواژهٔ بلند و خوب'

/** Staff over a real database; nobody's patience ends unless `tries` says so. */
export function staffWorld(db: Db, tries: Tries = { begin: async () => null, succeed: async () => undefined }) {
  const clock = fixedClock('2026-11-29T09:00:00Z')
  const deps: StaffDeps = {
    store: staffStore(db),
    transaction: async (work) => await db.transaction(async (tx) => await work(staffTransaction(tx))),
    clock,
    random: randomBytes,
    sealer: createSealer([randomBytes(32)]),
    tries,
    site: { origin: 'https://peyk.example.ir', id: 'peyk.example.ir', name: 'پیک بادپا' },
  }
  const secrets = new Map<string, string>()

  /** The code that an app shows now. */
  const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: clock().getTime() })

  /** The token of a new invitation. */
  async function invited(role: Role = 'dispatcher', name = 'مینا رستمی') {
    const made = await invite(deps, 'command', { name, role })
    if (made.kind !== 'invited') throw new Error(made.kind)
    return made
  }

  async function accept(token: string, login: string) {
    const opened = await openInvitation(deps, token)
    if (opened.kind !== 'open') return opened
    const { secret, challenge } = opened.authenticator
    secrets.set(login, secret)
    return await acceptInvitation(deps, { token, address, by: { login, password, code: codeOf(secret), challenge } })
  }

  async function actorOf(token: string): Promise<StaffActor> {
    const actor = await resolveStaff(deps, token, { counts: true, address })
    if (!actor) throw new Error('no session')
    return actor
  }

  return {
    deps,
    clock,
    invited,
    accept,
    actorOf,
    /** Somebody who accepted their invitation with a password, signed in. */
    async member(role: Role, login = `${role}.one`) {
      const { id, token: link } = await invited(role)
      const accepted = await accept(link, login)
      if (accepted.kind !== 'accepted') throw new Error(accepted.kind)
      return { id, token: accepted.token, actor: await actorOf(accepted.token) }
    },
    /** The code that the authenticator app of a login shows now. */
    code: (login: string) => codeOf(secrets.get(login) ?? ''),
    audit: async () => (await deps.store.audit(0, 1000)).map(({ what, which, detail }) => ({ what, which, detail })),
  }
}
