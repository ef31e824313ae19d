import { expect, it } from 'vitest'
import { createWatchHub } from '#lib/addon/index.ts'
import { watchPage } from './live-page.ts'

it('a stream that fails before it opens leaves no watcher behind', async () => {
  const hub = createWatchHub({ listen: async () => async () => {}, channel: 'pages' })
  const here = { app: { stopping: new AbortController().signal }, session: { id: 'session' } }
  const watch = { hub, id: 'page', version: async () => '1', mayStay: async () => true }
  const { signal } = new AbortController()
  const onOpen = async () => await Promise.reject(new Error('the database is away'))
  await expect(watchPage(here, { ...watch, signal, onOpen })).rejects.toThrow('the database is away')
  expect(hub.watchers()).toBe(0)
})
