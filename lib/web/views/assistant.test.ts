import { expect, it } from 'vitest'
import type { AssistantStore } from '#lib/assistant/index.ts'
import { assistantWorld } from '#lib/assistant/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { assistantView } from './assistant.ts'

const owner = { divarUserIds: ['seller'] }

/** Calls `before` ahead of each read of the store, with its number. */
function watchedStore(store: AssistantStore, before: (read: number) => Promise<void>): AssistantStore {
  let reads = 0
  return new Proxy(store, {
    get(target, name: keyof AssistantStore) {
      const method = target[name] as (...given: unknown[]) => Promise<unknown>
      return async (...given: unknown[]) => {
        reads += 1
        await before(reads)
        return await method.apply(target, given)
      }
    },
  })
}

describeOnBothEngines("the assistant's page", (open) => {
  function setup() {
    const world = assistantWorld(open().db)
    const draw = async (assistantId: string, before: (read: number) => Promise<void> = async () => undefined) => {
      const store = watchedStore(world.deps.store, before)
      const app = { clock: world.clock, posts: async () => null, assistant: { clock: world.clock, store } }
      // As a request does: first whose the assistant is, then what its page shows.
      const assistant = await world.look(assistantId)
      await before(0)
      const view = await assistantView({ app, assistant, ...owner })
      if (!view) throw new Error('the page is gone')
      const { live, counts, status, talks } = view
      return { version: live.version, shown: { counts, status, talks: talks.map(({ form: _, ...talk }) => talk) } }
    }
    return { world, draw }
  }

  type Around = ReturnType<typeof setup>
  const changes = {
    'a message': async ({ world }: Around, _: string, post: string) => void (await world.hear('سلام', { post })),
    'being turned off': async ({ world }: Around, id: string) =>
      await world.deps.transaction(async (tx) => await tx.update(id, { state: 'off' })),
  }

  it.each(Object.keys(changes) as (keyof typeof changes)[])(
    'is never drawn of before %s with the version of after it, wherever between its reads that is committed',
    async (change) => {
      const around = setup()
      let [at, reached] = [0, true]
      while (reached) {
        const post = `post-${at}`
        const { id } = await around.world.on('seller', post)
        reached = false
        const drawn = await around.draw(id, async (read) => {
          if (read !== at) return
          reached = true
          await changes[change](around, id, post)
        })
        const now = await around.draw(id)
        // A page whose version is another one is drawn again; one that has the version of now never is.
        if (drawn.version === now.version) expect(drawn.shown, `before read ${at}`).toEqual(now.shown)
        at += 1
      }
      expect(at).toBeGreaterThan(3)
    },
  )

  it('is drawn for its owner only', async () => {
    const { world } = setup()
    const assistant = await world.on()
    const app = { clock: world.clock, posts: async () => null, assistant: world.deps }
    expect(await assistantView({ app, assistant, divarUserIds: ['somebody else'] })).toBeNull()
    expect(await assistantView({ app, assistant: { id: 'another' }, ...owner })).toBeNull()
  })
})
