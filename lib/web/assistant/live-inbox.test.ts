import { expect, it } from 'vitest'
import { createWatchHub } from '#lib/addon/index.ts'
import { assistantWorld } from '#lib/assistant/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { watchInbox } from './live-inbox.ts'

describeOnBothEngines("an open page's stream", (open) => {
  it('brings each message once, also those whose notification was lost', async () => {
    const world = assistantWorld(open().db)
    const assistant = await world.on()
    const heard = { notify: (_: string) => {}, gap: () => {} }
    const hub = createWatchHub({
      listen: async (_, onPayload, onGap) => {
        Object.assign(heard, { notify: onPayload, gap: onGap })
        return async () => undefined
      },
      channel: 'inboxes',
    })
    const { clock, deps, inbox, access } = world
    const stopping = new AbortController()
    const app = { clock, log: deps.log, access: access.deps, assistant: deps, stopping: stopping.signal }
    const here = { app: { ...app, inbox: { store: inbox }, inboxHub: hub }, assistant, session: { id: '1' }, sid: '1' }
    const response = await watchInbox(here, clock(), new AbortController().signal)
    const sent: string[] = []
    const reading = response.body
      ?.pipeThrough(new TextDecoderStream())
      .pipeTo(new WritableStream({ write: (text) => void sent.push(text) }))
    const texts = () => [...sent.join('').matchAll(/"text":"(.*?)"/g)].map(([, text]) => text)

    const first = await world.arrive('یک')
    heard.notify(`${assistant.id} ${first?.id}`)
    await expect.poll(texts).toEqual(['یک'])
    await world.arrive('دو')
    // The connection on which the second would have been notified was away.
    heard.gap()
    await expect.poll(texts).toEqual(['یک', 'دو'])
    stopping.abort()
    await reading
    expect(texts()).toEqual(['یک', 'دو'])
  })
})
