import type { Environment } from './settings.ts'
import { staffCommand } from './staff-command.ts'

type Member = { id: string; role: string; state: string; name: string }

/** Who works at the demo's business. */
const wanted = [
  { role: 'admin', who: 'the desk', name: 'مینا رستمی', more: [] },
  { role: 'courier', who: "a courier's phone", name: 'بهرام تندرو', more: ['--vehicle', 'motorcycle'] },
] as const

/** What to ask the operator's command for, by who is there: nothing of somebody who has signed in before. A crowd has staff of its own. */
export function invitationsFor(members: readonly Member[]): { who: string; args: string[] | null }[] {
  return wanted.map(({ role, who, name, more }) => {
    const own = members.filter((member) => member.role === role && member.name === name && member.state !== 'disabled')
    const waiting = own.find(({ state }) => state === 'invited')
    if (own.some(({ state }) => state === 'active')) return { who, args: null }
    if (waiting) return { who, args: ['invite', '--id', waiting.id] }
    return { who, args: ['invite', '--role', role, '--name', name, ...more] }
  })
}

/** Links by which the demo's staff come in for the first time; null of those who did. The app has to run. */
export async function inviteDemoStaff(env: Environment): Promise<{ who: string; link: string | null }[]> {
  const members = (await staffCommand(env, 'list')).split('\n').map((line): Member => {
    const [id = '', role = '', state = ''] = line.trim().split(/\s+/)
    return { id, role, state, name: wanted.find((one) => line.trim().endsWith(one.name))?.name ?? '' }
  })
  const links: { who: string; link: string | null }[] = []
  for (const { who, args } of invitationsFor(members))
    links.push({ who, link: args && (await staffCommand(env, ...args)) })
  return links
}
