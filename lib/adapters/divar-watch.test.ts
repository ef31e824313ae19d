import { expect, it } from 'vitest'
import { createLog } from '#lib/kernel/log.ts'
import { withRequestId } from '#lib/kernel/request-id.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { divarWatch } from './divar-watch.ts'

it('each call to Divar is logged with its request and measured once', () => {
  const lines: string[] = []
  const { measures, noted } = notedMeasures()
  const watch = divarWatch(createLog({ destination: { write: (line) => void lines.push(line) } }), measures)
  withRequestId('request-1', () =>
    watch({ operation: 'send_conversation_message', outcome: 'refused', httpStatus: 412, seconds: 0.2504 }),
  )
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    {
      level: 30,
      time: expect.any(String),
      requestId: 'request-1',
      event: 'divar_call',
      call: 'send_conversation_message',
      outcome: 'refused',
      httpStatus: 412,
      ms: 250,
      msg: 'call to Divar',
    },
  ])
  expect(noted).toEqual(['divar_call send_conversation_message refused'])
})
