import { describe, expect, it, vi } from 'vitest'
import { createLog } from './log.ts'
import { currentRequestId, requestIdPattern, withRequestId } from './request-id.ts'

describe('a request id', () => {
  it('is kept through everything awaited and is absent outside', async () => {
    const seen = async () => {
      await Promise.resolve()
      return currentRequestId()
    }
    const [first, second] = await Promise.all([withRequestId('request-1', seen), withRequestId('request-2', seen)])
    expect([first, second, currentRequestId()]).toEqual(['request-1', 'request-2', undefined])
  })

  it('is replaced by the one of an inner job', () => {
    const inner = withRequestId('request-1', () => [withRequestId('request-2', currentRequestId), currentRequestId()])
    expect(inner).toEqual(['request-2', 'request-1'])
  })

  it('is shared with another copy of the module in the process', async () => {
    vi.resetModules()
    const copy = await import('./request-id.ts')
    expect(copy.withRequestId).not.toBe(withRequestId)
    expect(withRequestId('request-1', copy.currentRequestId)).toBe('request-1')
  })

  it.each(['request', 'a b c d e f', 'x'.repeat(65), 'نشانی‌نشانی', 'request-1\n'])('is never %j', (text) => {
    expect(requestIdPattern.test(text)).toBe(false)
  })

  it('is in each line logged within it', () => {
    const lines: string[] = []
    const log = createLog({ destination: { write: (line) => void lines.push(line) } })
    withRequestId('request-1', () => log.info({ event: 'launch' }, 'a launch'))
    withRequestId('request-1', () => log.error(new Error('x')))
    log.info('none')
    expect(lines.map((line) => (JSON.parse(line) as { requestId?: string }).requestId)).toEqual([
      'request-1',
      'request-1',
      undefined,
    ])
  })
})
