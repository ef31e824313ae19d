import { declare, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'
import { auditSeconds } from './limits.ts'

export const staffDeclaration = declare({
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
