import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { shipmentProblems } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import type { Log } from '#lib/kernel/log.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { maxProblemLength, maxProblems, ownProblems, reportProblem, shipmentStates } from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

const silent = () => undefined
const log: Log = { info: silent, warn: silent, error: silent, debug: silent }

const words = 'بستهٔ من خیس شده و گوشه‌اش پاره است'

describeOnBothEngines('reporting a problem', (open) => {
  const world = () => shippingWorld(open().db)
  const rows = async () => await open().db.select().from(shipmentProblems)

  it('stores the text sealed and tells the carrier', async () => {
    const { deps, reach, orders } = world()
    const { id, trackingCode } = await reach('picked_up')
    const reported = await reportProblem(deps, buyer, { trackingCode, text: ` ${words}\n\n\n\nلطفاً بررسی کنید ` })
    if (reported.kind !== 'reported') throw new Error(reported.kind)
    const said = `${words}\n\nلطفاً بررسی کنید`
    expect(await ownProblems({ ...deps, log }, buyer, id)).toEqual([
      { id: reported.problem.id, createdAt: reported.problem.createdAt, isTheirs: true, text: said, order: 'queued' },
    ])
    const stored = await rows()
    expect(stored).toMatchObject([
      { side: 'DEMAND', typedBySessionId: 'session-buyer', typedByDivarUserId: 'user-buyer' },
    ])
    expect(JSON.stringify(stored)).not.toContain('خیس')
    expect(await orders(id)).toEqual(['shipment.accepted', `problem.reported ${reported.problem.id}`])
  })

  it('shows the text to the session or user that typed it and nothing to the other side', async () => {
    const { deps, reach } = world()
    const { id, trackingCode } = await reach('picked_up')
    await reportProblem(deps, buyer, { trackingCode, text: words })
    const seenBy = async (change: Partial<typeof buyer>) =>
      (await ownProblems({ ...deps, log }, { ...buyer, ...change }, id)).map(({ text }) => text)
    expect(await seenBy({ sessionId: 'session-2' })).toEqual([words])
    expect(await seenBy({ divarUserId: null })).toEqual([words])
    expect(await seenBy({ sessionId: 'session-2', divarUserId: null })).toEqual([null])
    expect(await seenBy({ sessionId: 'session-2', divarUserId: 'somebody' })).toEqual([null])
    expect(await seenBy(seller)).toEqual([])
  })

  it('that no key opens does not hide the one beside it, and is logged', async () => {
    const { deps, reach } = world()
    const { id, trackingCode } = await reach('picked_up')
    const first = await reportProblem(deps, buyer, { trackingCode, text: words })
    await reportProblem(deps, buyer, { trackingCode, text: 'هنوز نیامده است' })
    if (first.kind !== 'reported') throw new Error(first.kind)
    const lost = createSealer([new Uint8Array(32).fill(99)])
    const sealedText = await lost.seal({ text: words })
    await open().db.update(shipmentProblems).set({ sealedText }).where(eq(shipmentProblems.id, first.problem.id))
    const lines: unknown[] = []
    const read = await ownProblems(
      { ...deps, log: { ...log, error: (line: unknown) => void lines.push(line) } },
      buyer,
      id,
    )
    expect(read.map(({ isTheirs, text }) => [isTheirs, text])).toEqual([
      [true, null],
      [true, 'هنوز نیامده است'],
    ])
    expect(lines).toMatchObject([{ event: 'thread_unreadable', threadId: first.problem.id }])
  })

  it.each<[string, string, string]>([
    ['nothing', '', 'empty'],
    ['white space', ' \n\t ', 'empty'],
    ['marks that nobody sees', '\u200b\u202e', 'empty'],
    ['dots', '..........', 'no_words'],
    ['faces', '😡'.repeat(maxProblemLength), 'no_words'],
    ['digits', '۰۹۱۲۱۲۳۴۵۶۷', 'no_words'],
    ['one letter', 'آ!', 'no_words'],
    ['500 code points', `آه${'🚲'.repeat(maxProblemLength - 2)}`, 'reported'],
    ['500 after what folds away', `  ${'ا'.repeat(maxProblemLength)}  `, 'reported'],
    ['501', 'ا'.repeat(maxProblemLength + 1), 'too_long'],
    ['very much', 'ا'.repeat(50_000), 'too_long'],
  ])('has the expected outcome for %s', async (_, text, kind) => {
    const { deps, reach } = world()
    const { id, trackingCode } = await reach('accepted')
    expect((await reportProblem(deps, buyer, { trackingCode, text })).kind).toBe(kind)
    expect(await ownProblems({ ...deps, log }, buyer, id)).toHaveLength(kind === 'reported' ? 1 : 0)
  })

  it('is possible five times for each side, each with its own order', async () => {
    const { deps, reach, orders } = world()
    const { id, trackingCode } = await reach('assigned')
    for (const actor of [buyer, seller]) {
      for (let number = 1; number <= maxProblems; number++) {
        expect((await reportProblem(deps, actor, { trackingCode, text: words })).kind).toBe('reported')
      }
      expect(await reportProblem(deps, actor, { trackingCode, text: words })).toEqual({ kind: 'too_many' })
    }
    const ids = (await rows()).map((row) => `problem.reported ${row.id}`)
    expect((await orders(id)).slice(1).sort()).toEqual(ids.sort())
  })

  it('concurrently stays within the limit', async () => {
    const { deps, reach, orders } = world()
    const { id, trackingCode } = await reach('assigned')
    const taps = Array.from({ length: 8 }, async () => await reportProblem(deps, buyer, { trackingCode, text: words }))
    const kinds = (await Promise.all(taps)).map(({ kind }) => kind).sort()
    expect(kinds).toEqual([...Array(5).fill('reported'), ...Array(3).fill('too_many')])
    expect(await rows()).toHaveLength(maxProblems)
    expect(await orders(id)).toHaveLength(1 + maxProblems)
  })

  it.each(shipmentStates)('needs an accepted shipment: %s', async (state) => {
    const { deps, reach } = world()
    const { trackingCode } = await reach(state)
    const before = ['proposed', 'rejected', 'cancelled', 'expired'].includes(state)
    const reported = await reportProblem(deps, seller, { trackingCode, text: words })
    expect(reported.kind).toBe(before ? 'not_yet' : 'reported')
    expect(await rows()).toHaveLength(before ? 0 : 1)
  })

  it('is refused in another conversation and is all or nothing', async () => {
    const { deps, reach, failToTell } = world()
    const { trackingCode } = await reach('accepted')
    const stranger = { ...buyer, conversationId: 'conversation-2' }
    expect(await reportProblem(deps, stranger, { trackingCode, text: words })).toEqual({ kind: 'not_found' })
    expect(await reportProblem(deps, buyer, { trackingCode: 'nothing', text: words })).toEqual({ kind: 'not_found' })
    failToTell(true)
    await expect(reportProblem(deps, buyer, { trackingCode, text: words })).rejects.toThrow('telling failed')
    expect(await rows()).toEqual([])
  })
})
