import { expect, it } from 'vitest'
import { noAppointment } from '#lib/shipping/index.ts'
import { statusText } from './chat-texts.ts'
import { handoverView } from './handover-texts.ts'

it('a handover code is said in Persian digits, on its page and to its own tap', () => {
  const handover = { handover: 'delivery', code: '0421' } as const
  expect(handoverView(handover)).toMatchObject({ title: 'کد تحویل گرفتن کالا', code: '۰۴۲۱' })
  const now = new Date('2026-11-22T12:00:00Z')
  const facts = { ...noAppointment, itemTitle: null, trackingCode: 'XK4M7P2QA', updatedAt: now, now, dueAt: null }
  const lines = (given: typeof handover | null) =>
    statusText({ ...facts, state: 'picked_up', handover: given }).split('\n')
  expect(lines(handover)).toContain('کد تحویل گرفتن کالا: \u2066۰۴۲۱\u2069.')
  expect(lines(null).join()).not.toContain('۰۴۲۱')
})
