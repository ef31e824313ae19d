import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { inBatches } from './in-batches.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function world(most = 100) {
  const batches: { inputs: readonly number[]; go(): void }[] = []
  const double = inBatches<number, number>(most, async (inputs) => {
    const waiting = Promise.withResolvers<void>()
    batches.push({ inputs, go: waiting.resolve })
    await waiting.promise
    if (inputs.includes(13)) throw new Error('unlucky')
    return inputs.map((input) => input * 2)
  })
  const turn = async () => await vi.advanceTimersByTimeAsync(10)
  return { batches, double, turn }
}

it('inBatches runs items of one moment, and those arriving meanwhile, in a batch', async () => {
  const { batches, double, turn } = world()
  const first = double(1)
  await turn()
  const others = [double(2), double(3), double(2)]
  await turn()
  expect(batches.map(({ inputs }) => inputs)).toEqual([[1]])
  batches[0]?.go()
  expect(await first).toBe(2)
  await turn()
  expect(batches.map(({ inputs }) => inputs)).toEqual([[1], [2, 3, 2]])
  batches[1]?.go()
  expect(await Promise.all(others)).toEqual([4, 6, 4])
})

it('inBatches limits the size of a batch', async () => {
  const { batches, double, turn } = world(2)
  const all = [double(1), double(2), double(3)]
  await turn()
  for (const { go } of batches) go()
  expect(await Promise.all(all)).toEqual([2, 4, 6])
  expect(batches.map(({ inputs }) => inputs.length)).toEqual([2, 1])
})

it('inBatches gathers while one after the other arrives, and no longer than a few milliseconds', async () => {
  const { batches, double, turn } = world()
  const all = [double(0)]
  vi.spyOn(performance, 'now').mockImplementation(() => all.length)
  const arrive = () => {
    all.push(double(all.length))
    if (all.length < 12) setImmediate(arrive)
  }
  setImmediate(arrive)
  await turn()
  batches[0]?.go()
  await turn()
  batches[1]?.go()
  expect(await Promise.all(all)).toEqual(all.map((_, index) => index * 2))
  expect(batches.map(({ inputs }) => inputs.length)).toEqual([6, 6])
})

it('inBatches tries a failed batch one by one, so that only what fails by itself is rejected', async () => {
  const { batches, double, turn } = world()
  const all = [double(13), double(1), double(2)].map(async (one) => await one.catch((error: Error) => error.message))
  await turn()
  batches[0]?.go()
  await turn()
  expect(batches.map(({ inputs }) => inputs)).toEqual([[13, 1, 2], [13], [1], [2]])
  for (const { go } of batches) go()
  expect(await Promise.all(all)).toEqual(['unlucky', 2, 4])
  const next = double(4)
  await turn()
  batches[4]?.go()
  expect(await next).toBe(8)
})

it('inBatches tries a single input once', async () => {
  const { batches, double, turn } = world()
  const failed = double(13).catch((error: Error) => error.message)
  await turn()
  batches[0]?.go()
  expect(await failed).toBe('unlucky')
  await turn()
  expect(batches).toHaveLength(1)
})

it('inBatches gathers what is not urgent for as long as it is told to', async () => {
  const batches: (readonly number[])[] = []
  const same = inBatches<number, number>(
    100,
    async (inputs) => {
      batches.push(inputs)
      return [...inputs]
    },
    1_000,
  )
  const all = [same(1)]
  await vi.advanceTimersByTimeAsync(999)
  all.push(same(2))
  expect(batches).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(await Promise.all(all)).toEqual([1, 2])
  expect(batches).toEqual([[1, 2]])
})
