import { declare, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'
import { auditSeconds } from './limits.ts'

export const staffDeclaration = declare({
  limits: {
    /** Tries to sign in on the desk: with one login name from one address, with it from anywhere, from one address. */
    deskLogins: { key: 'desk-login', points: 5, seconds: 900 },
    deskAccounts: { key: 'desk-account', points: 20, seconds: 3600 },
    deskAddresses: { key: 'desk-address', points: 60, seconds: 3600 },
    /** Passkeys cannot be guessed: what is limited is the work of looking at them. */
    deskPasskeys: { key: 'desk-passkey', points: 300, seconds: 3600 },
    /** What one member of staff may change. */
    deskActions: { key: 'desk', points: 240, seconds: 60 },
  },
  retention: {
    staff_account: { keptSeconds: auditSeconds, after: 'end' },
    staff_invitation: { keptSeconds: daySeconds, after: 'end' },
    staff_session: { keptSeconds: 0, after: 'end' },
    staff_challenge: { keptSeconds: 0, after: 'end' },
    staff_audit: { keptSeconds: auditSeconds, after: 'arrival' },
  },
  counters: {
    staff_sign_ins: {
      help: 'Sign-ins of staff by what became of them',
      labels: { way: ['passkey', 'password', 'recovery', 'invitation'], outcome: ['opened', 'refused', 'slowed'] },
    },
  },
})

export type StaffRetentionItem = NamesIn<typeof staffDeclaration, 'retention'>
