import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { watchStuck } from './watch-stuck.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const never = async () => await new Promise<never>(() => undefined)
const refused = async () => await Promise.reject(new Error('no'))

function watch({ ask = never as () => Promise<unknown>, isUsable = true, progress = () => 0 }) {
  const onStuck = vi.fn()
  const isUsableAnew = vi.fn(async () => isUsable)
  const asked = vi.fn(ask)
  const times = { everyMs: 2, patienceMs: 2, limitMs: 20 }
  stops.push(watchStuck({ vitals: { progress, isUsableAnew }, ask: asked, onStuck, ...times }))
  return { onStuck, asked, isUsableAnew }
}

it.each([
  ['never answers', never],
  ['refuses everything', refused],
])('the watch on database connections reports once that the pool %s while the database is up', async (_how, ask) => {
  const { onStuck, asked } = watch({ ask })
  await vi.waitFor(() => expect(onStuck).toHaveBeenCalledOnce())
  const before = asked.mock.calls.length
  await sleep(20)
  expect(asked.mock.calls).toHaveLength(before)
  expect(onStuck).toHaveBeenCalledOnce()
})

let ends = 0
it.each([
  ['whose database is away', { isUsable: false }],
  ['that gets answers', { ask: async () => 1 }],
  ['that is only slow: something else ends meanwhile', { progress: () => ends++ }],
])('the watch on database connections does not report a process %s', async (_what, given) => {
  const { onStuck, asked } = watch(given)
  await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(20))
  expect(onStuck).not.toHaveBeenCalled()
})

it('the watch on database connections forgets earlier failures after one answer', async () => {
  let asked = 0
  const ask = async () => {
    asked += 1
    return asked % 4 === 0 ? 1 : await refused()
  }
  const { onStuck } = watch({ ask })
  await vi.waitFor(() => expect(asked).toBeGreaterThan(30))
  expect(onStuck).not.toHaveBeenCalled()
})
