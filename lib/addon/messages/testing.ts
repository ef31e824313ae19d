import type { Db } from '#lib/db/client.ts'
import { messageStore, messageTransaction } from '#lib/db/stores/messages.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { peyk } from '#lib/peyk.ts'
import { withinBudget } from '#lib/shipping/index.ts'
import { type ConfirmAnswer, confirm, deliver, sweep } from '../outbox/index.ts'
import {
  chatChannel,
  chatOutlet,
  type DeliverDeps,
  type FreshToken,
  type MessageDeps,
  type NewMessage,
  queueMessage,
  type SendOutcome,
} from './index.ts'

/** A message as a booking queues it. */
export const proposal: NewMessage = {
  subject: 'shipment',
  subjectId: 'shipment-1',
  kind: 'proposal',
  occurrence: 1,
  conversationId: 'conversation-1',
  grantId: 'grant-1',
  senderSide: 'DEMAND',
  channel: 'conversation',
  sealedText: null,
  text: 'درخواست ارسال ثبت شد.',
  senderButtons: { rows: [{ buttons: [{ action: { get_dynamic_action: { data: { id: '1' } } }, caption: 'وضعیت' }] }] },
  receiverButtons: null,
}

export const deliverMessage = async (deps: DeliverDeps, id: string) => await deliver(chatChannel(deps), id)
export const sweepMessages = async (deps: DeliverDeps) => await sweep(chatChannel(deps))
export const confirmMessage = async (deps: MessageDeps, id: string, answer: ConfirmAnswer) =>
  await confirm(chatOutlet(deps), id, answer)

/** A promise settled from outside. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

type Answer = SendOutcome | (() => Promise<SendOutcome> | SendOutcome)

/** The messages domain over a real database, with a chat and tokens that do as they are told, and a clock that stands. */
export function messageWorld(db: Db) {
  const clock = fixedClock('2026-11-22T09:00:00Z')
  const woken: { id: string; afterSeconds: number }[] = []
  const sends: { accessToken: string; conversationId: string; text: string }[] = []
  const tokenCalls: boolean[] = []
  const answers: Answer[] = []
  const tokens: (FreshToken | (() => Promise<FreshToken> | FreshToken))[] = []
  const complaints: string[] = []
  const { measures, noted } = notedMeasures()
  const wake = async (id: string, afterSeconds = 0) => {
    woken.push({ id, afterSeconds })
  }
  const sealer = createSealer([new Uint8Array(32).fill(9)])
  const deps: DeliverDeps = {
    messages: messageStore(db),
    wake,
    clock,
    measures,
    random: () => 1,
    kinds: peyk.messages,
    sealer,
    log: {
      info: () => undefined,
      debug: () => undefined,
      warn: (_what: unknown, text?: string) => void complaints.push(String(text)),
      error: (_what: unknown, text?: string) => void complaints.push(String(text)),
    },
    access: {
      async freshToken(_grantId, options) {
        tokenCalls.push(options?.force ?? false)
        const next = tokens.shift() ?? { ok: true, accessToken: `token-${tokenCalls.length}` }
        return typeof next === 'function' ? await next() : next
      },
    },
    chat: {
      async send(accessToken, { conversationId }, { text }) {
        sends.push({ accessToken, conversationId, text })
        const next = answers.shift() ?? { kind: 'sent' }
        return typeof next === 'function' ? await next() : next
      },
    },
  }
  return {
    deps,
    clock,
    sealer,
    woken,
    sends,
    tokenCalls,
    complaints,
    noted,
    /** What the next sends come to, in order; after that all are `sent`. */
    answer: (...next: Answer[]) => void answers.push(...next),
    /** What the next requests for a token come to; after that all get one. */
    giveTokens: (...next: (FreshToken | (() => Promise<FreshToken> | FreshToken))[]) => void tokens.push(...next),
    async queue(change: Partial<NewMessage> = {}) {
      const message = { ...proposal, ...change }
      const budget = message.subject === 'shipment' ? { fits: withinBudget } : {}
      const queued = await db.transaction(
        async (tx) => await queueMessage({ messages: messageTransaction(tx), wake, clock, ...budget }, message),
      )
      if (!queued.ok) throw new Error(queued.reason)
      return queued.item
    },
    async supersede(kinds: NewMessage['kind'][], subjectId = proposal.subjectId) {
      return await db.transaction(async (tx) => await messageTransaction(tx).supersede('shipment', subjectId, kinds))
    },
    /** State and reason of a message. */
    async look(id: string) {
      const message = await deps.messages.find(id)
      return message ? [message.state, message.lastReason] : null
    },
  }
}
