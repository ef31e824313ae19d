import type { Environment } from './settings.ts'
import { staffCommand } from './staff-command.ts'

type Member = { id: string; role: string; state: string; name: string }

/** Who begins at the demo's desk by a link, as the first person of a business does. */
const name = 'مینا رستمی'

/** What to ask the operator's command for; null: they have signed in before. A crowd has staff of its own. */
export function invitationFor(members: readonly Member[]): string[] | null {
  const own = members.filter((member) => member.role === 'admin' && member.name === name && member.state !== 'disabled')
  const waiting = own.find(({ state }) => state === 'invited')
  if (own.some(({ state }) => state === 'active')) return null
  return waiting ? ['invite', '--id', waiting.id] : ['invite', '--role', 'admin', '--name', name]
}

/** The link by which the demo's admin comes in for the first time; null where they did. The app has to run. */
export async function inviteDemoAdmin(env: Environment): Promise<{ link: string | null }> {
  const members = (await staffCommand(env, 'list')).split('\n').map((line): Member => {
    const [id = '', role = '', state = ''] = line.trim().split(/\s+/)
    return { id, role, state, name: line.trim().endsWith(` ${name}`) ? name : '' }
  })
  const args = invitationFor(members)
  return { link: args && (await staffCommand(env, ...args)) }
}
