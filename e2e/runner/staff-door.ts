import { createServer } from 'node:http'
import { enterByForms, type PlainMember, type Wanted } from '../support/plain-staff.ts'
import type { Environment } from '../support/settings.ts'
import { staffCommand } from '../support/staff-command.ts'

type Door = Wanted & { who: string; path: string }

/** Whom the demo lets in without a password or a passkey of theirs. */
const doors: readonly Door[] = [
  { who: 'the desk, as a dispatcher', path: '/desk', role: 'dispatcher', name: 'سارا احمدی' },
  {
    who: "a courier's phone, in another browser or a private window",
    path: '/courier',
    role: 'courier',
    name: 'بهرام تندرو',
    more: ['--vehicle', 'motorcycle'],
  },
]

/**
 * Signed-in staff for everybody at this computer: each address signs somebody in by the app's own forms and gives their
 * cookie to the browser, which gives it to any port of the same host. So the app itself has no way in besides its own.
 * Null where it cannot be: such a cookie does not go to an https address.
 */
export async function openStaffDoor(env: Environment, port: number) {
  const { protocol, hostname } = new URL(env.APP_URL ?? '')
  if (protocol !== 'http:') return null
  const signedIn = new Map<string, Promise<PlainMember>>()
  const enter = async (door: Door) => await enterByForms(env, await staffCommand(env, 'list'), door)

  /** The same session for everybody who opens it, as long as it lasts. */
  async function memberAt(door: Door): Promise<PlainMember> {
    const before = await signedIn.get(door.path)?.catch(() => null)
    const answer = await before?.cookies.get(`${env.APP_URL}${door.path}`, { maxRedirects: 0 })
    if (before && answer?.ok()) return before
    await before?.close()
    const entering = enter(door)
    signedIn.set(door.path, entering)
    return await entering
  }

  let turn: Promise<unknown> = Promise.resolve()
  const server = createServer((request, response) => {
    const door = doors.find(({ path }) => path === request.url)
    if (!door) return void response.writeHead(404).end()
    turn = turn.then(async () => {
      try {
        const { cookies } = await (await memberAt(door)).cookies.storageState()
        const given = cookies.map(({ name, value, path }) => `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax`)
        response.writeHead(303, { location: `${env.APP_URL}${door.path}`, 'set-cookie': given }).end()
      } catch (error) {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
      }
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, hostname, resolve))
  return {
    addresses: doors.map(({ who, path }) => ({ who, url: `http://${hostname}:${port}${path}` })),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      for (const member of signedIn.values()) await (await member.catch(() => null))?.close()
    },
  }
}
