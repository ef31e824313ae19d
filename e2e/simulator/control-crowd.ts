import { newUuid, userIdForApp, uuidOf } from './ids.ts'
import type { World } from './world.ts'

export type CrowdControl = {
  /** So many new people, each with a conversation of their own about a post, in which nobody has written. */
  crowd(input: { postToken: string; count: number }): { conversations: string[] }
}

export function createCrowdControl(world: World): CrowdControl {
  return {
    crowd({ postToken, count }) {
      const supplierId = world.posts.get(postToken)?.ownerId
      if (!supplierId) throw new Error(`no post ${postToken} with an owner`)
      return { conversations: Array.from({ length: count }, () => enter(world, postToken, supplierId)) }
    },
  }
}

function enter(world: World, postToken: string, supplierId: string): string {
  const id = `passer-by-${newUuid()}`
  const idForApp = userIdForApp(world.app.slug, id)
  world.users.set(id, { id, name: 'رهگذر', phone: '09120000000', idForApp, chatId: uuidOf(id) })
  const talk = { id: newUuid(), postToken, supplierId, demandId: id, blocked: false, messages: [] }
  world.conversations.set(talk.id, talk)
  return talk.id
}
