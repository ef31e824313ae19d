import { counted, note } from '#lib/checks/index.ts'
import { reviewSeconds } from '#lib/staff/index.ts'
import type { Look } from './work-checks.ts'

/** Who works at the desk. */
export function staffLooks(now: Date): Look[] {
  return [
    {
      name: 'staff.review',
      table: 'staff',
      select: `select count(*)::int as count from staff where state <> 'disabled'
        and coalesce(reviewed_at, created_at) <= timestamptz '${now.toISOString()}' - interval '${reviewSeconds} seconds'`,
      well: () => 'Nobody on the desk waits for the review of the quarter.',
      says: ({ count }) => `Of ${counted(count, 'member')} of the desk the role was not reviewed for a quarter.`,
      remedy: 'An admin looks through /desk/team and confirms it there; what is confirmed stands in the audit.',
      kind: note,
    },
    {
      name: 'staff.admins',
      table: 'staff',
      // One alone: who loses a phone and the recovery codes needs the command line to come in again.
      select: `select (case when count(*) > 0 and count(*) filter (where role = 'admin' and state = 'active') < 2
        then 1 else 0 end)::int as count from staff where state <> 'disabled'`,
      well: () => 'Nobody alone holds the desk: there are two admins, or nobody is there yet.',
      says: () => 'Fewer than two admins can sign in to the desk: an account that is lost locks the team out.',
      remedy: 'Invite a second one: npm run staff -- invite --role admin --name NAME',
      kind: note,
    },
  ]
}
