import { parseArgs } from 'node:util'
import type { StaffRequest } from '#lib/services/staff-requests.ts'

/** What the words behind `npm run staff --` ask for; null for what makes no sense. */
export function staffRequest(args: string[]): StaffRequest | null {
  const words = parsed(args)
  if (!words) return null
  const [command, id, more] = words.positionals
  const { role, name, vehicle, after = '0', id: known } = words.values
  if (more !== undefined) return null
  if (command === 'disable' && id !== undefined) return { kind: 'disable', id }
  if (id !== undefined) return null
  if (command === 'list') return { kind: 'list' }
  if (command === 'audit' && /^\d{1,15}$/.test(after)) return { kind: 'audit', after: Number(after) }
  if (command !== 'invite') return null
  if (known !== undefined) return { kind: 'invite_again', id: known }
  if (role === undefined || name === undefined) return null
  return { kind: 'invite', role, name, ...(vehicle === undefined ? {} : { vehicle }) }
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { role: text, name: text, vehicle: text, id: text, after: text },
    })
  } catch {
    return null
  }
}
