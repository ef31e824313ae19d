import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sharedReadings } from './shared-readings.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

function world() {
  const entries = new Map()
  const readTogether = sharedReadings(1_000, entries)
  const begun: { key: string; end(value: string): void; fail(): void }[] = []
  const ask = (key: string) =>
    readTogether(key, async () => {
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      begun.push({ key, end: resolve, fail: () => reject(new Error('away')) })
      return await promise
    })
  const pass = async (ms: number) => await vi.advanceTimersByTimeAsync(ms)
  return { entries, begun, ask, pass }
}

it('pages that ask at the same moment for the same share one reading, and others do not', async () => {
  const { begun, ask, pass } = world()
  const asked = [ask('queue'), ask('queue'), ask('stops')]
  await pass(1)
  expect(begun.map(({ key }) => key)).toEqual(['queue', 'stops'])
  for (const { key, end } of begun) end(`${key} 1`)
  expect(await Promise.all(asked)).toEqual(['queue 1', 'queue 1', 'stops 1'])
})

it('who asks once a reading has begun gets the next one, at its pace', async () => {
  const { begun, ask, pass } = world()
  const first = ask('queue')
  await pass(10)
  const later = [ask('queue'), ask('queue')]
  await pass(900)
  later.push(ask('queue'))
  expect(begun).toHaveLength(1)
  await pass(200)
  expect(begun).toHaveLength(2)
  begun[0]?.end('old')
  begun[1]?.end('new')
  expect(await first).toBe('old')
  expect(await Promise.all(later)).toEqual(['new', 'new', 'new'])
})

it('a reading that fails fails those who asked for it, and no other', async () => {
  const { begun, ask, pass } = world()
  const failed = [ask('queue'), ask('queue')].map(async (one) => await expect(one).rejects.toThrow('away'))
  await pass(1)
  const next = ask('queue')
  begun[0]?.fail()
  await Promise.all(failed)
  await pass(1_000)
  begun[1]?.end('there')
  expect(await next).toBe('there')
})

it('nothing is kept of what nobody asks for any more', async () => {
  const { entries, begun, ask, pass } = world()
  const asked = Array.from({ length: 5 }, (_, number) => ask(`queue ${number}`))
  await pass(1)
  for (const { end } of begun) end('')
  await Promise.all(asked)
  await pass(500)
  const again = ask('queue 0')
  await pass(600)
  expect(entries.size).toBe(1)
  begun.at(-1)?.end('')
  await again
  await pass(1_100)
  expect(entries.size).toBe(0)
})
