import { describe, expect, it, vi } from 'vitest'
import { peyk } from '#lib/peyk.ts'
import { anything, createWatchHub, type Listen } from './watch-hub.ts'

/** A database that sends the test's notifications. */
function setup(options: { maxWatchers?: number; maxPerSession?: number } = {}) {
  const database = { notify: (_: string) => {}, gap: () => {}, opened: 0 }
  const listen: Listen = async (channel, onPayload, onGap) => {
    expect(channel).toBe('peyk_shipments')
    database.notify = onPayload
    database.gap = onGap
    database.opened += 1
    return async () => {}
  }
  const hub = createWatchHub({ listen, channel: peyk.channels.shipments, ...options })
  const watch = async (shipmentId: string, sessionId = shipmentId, onChange = vi.fn()) => {
    const watched = await hub.watch({ id: shipmentId, sessionId }, onChange)
    if (!watched.ok) throw new Error(watched.reason)
    return { onChange, unwatch: watched.unwatch }
  }
  return { hub, database, watch }
}

describe('a watcher of a shipment', () => {
  it('is woken by its own shipment only, until it leaves', async () => {
    const { hub, database, watch } = setup()
    const [one, same, other] = [await watch('a', 's1'), await watch('a', 's2'), await watch('b', 's1')]
    database.notify('a')
    database.notify('nobody watches this')
    expect([one, same, other].map(({ onChange }) => onChange.mock.calls.length)).toEqual([1, 1, 0])
    one.unwatch()
    database.notify('a')
    expect([one, same].map(({ onChange }) => onChange.mock.calls.length)).toEqual([1, 2])
    for (const { unwatch } of [one, same, other]) unwatch()
    expect(hub.watchers()).toBe(0)
  })

  it('of anything is woken by every shipment, once each, and by a gap', async () => {
    const { hub, database, watch } = setup()
    const [all, one] = [await watch(anything, 's1'), await watch('a', 's2')]
    for (const id of ['a', 'b', 'c fresh']) database.notify(id)
    expect([all, one].map(({ onChange }) => onChange.mock.calls.length)).toEqual([3, 1])
    database.gap()
    expect([all, one].map(({ onChange }) => onChange.mock.calls.length)).toEqual([4, 2])
    for (const { unwatch } of [all, one]) unwatch()
    database.notify('a')
    expect([all.onChange.mock.calls.length, hub.watchers()]).toEqual([4, 0])
  })

  it('gets the id of a new row when the notification names one', async () => {
    const { database, watch } = setup()
    const { onChange } = await watch('a')
    database.notify('a message-1')
    database.notify('a')
    expect(onChange.mock.calls).toEqual([['message-1'], [null]])
  })

  it('is woken with all others when notifications may have been lost', async () => {
    const { database, watch } = setup()
    const all = [await watch('a'), await watch('b')]
    database.gap()
    expect(all.map(({ onChange }) => onChange.mock.calls.length)).toEqual([1, 1])
  })

  it('starts the one listener when it is the first', async () => {
    const { database, watch } = setup()
    expect(database.opened).toBe(0)
    await Promise.all([watch('a', 's1'), watch('a', 's2'), watch('b', 's3')])
    expect(database.opened).toBe(1)
  })

  it('frees its place by leaving, once even if it leaves twice', async () => {
    const { hub, watch } = setup({ maxWatchers: 3, maxPerSession: 2 })
    const first = await watch('a', 's1')
    await watch('b', 's1')
    await expect(watch('c', 's1')).rejects.toThrow('session')
    await watch('a', 's2')
    await expect(watch('a', 's3')).rejects.toThrow('full')
    first.unwatch()
    first.unwatch()
    expect(hub.watchers()).toBe(2)
    await watch('a', 's3')
    expect(hub.watchers()).toBe(3)
  })

  it('gives its place up when listening failed, and the next one tries again', async () => {
    let fails = true
    const hub = createWatchHub({
      channel: peyk.channels.shipments,
      listen: async () => {
        if (fails) throw new Error('no database')
        return async () => {}
      },
    })
    await expect(hub.watch({ id: 'a', sessionId: 's' }, vi.fn())).rejects.toThrow('no database')
    expect(hub.watchers()).toBe(0)
    fails = false
    expect(await hub.watch({ id: 'a', sessionId: 's' }, vi.fn())).toMatchObject({ ok: true })
  })
})
