import type { BaseMeasures } from '#lib/addon/index.ts'
import type { DeliverDeps } from '#lib/addon/messages/index.ts'
import { chatChannel } from '#lib/addon/messages/index.ts'
import { outboxWorker } from '#lib/addon/outbox/index.ts'
import { type DeliverProofDeps, type DeliverWebhookDeps, proofChannel, webhookChannel } from '#lib/carrier/index.ts'
import { peyk } from '#lib/peyk.ts'
import { openJobs } from './index.ts'

type Deps = Omit<Parameters<typeof openJobs>[0], 'declared'> & {
  measures: BaseMeasures
  messages: Omit<DeliverDeps, 'wake' | 'log'>
  orders: Omit<DeliverWebhookDeps, 'wake' | 'log'>
  proofs: Omit<DeliverProofDeps, 'wake' | 'log'>
  sweepAssistants: () => Promise<void>
  eraseExpired: () => Promise<void>
}

export type PeykJobs = Awaited<ReturnType<typeof startJobs>>

/** Peyk's job engine, and where `worker` says so its work, in one step. */
export async function startJobs({ engine, worker, log, measures, ...deps }: Deps) {
  const jobs = await openJobs({ engine, worker, log, declared: peyk })
  if (worker) {
    await jobs.work({
      channels: {
        chat_messages: (around) => outboxWorker(chatChannel({ ...deps.messages, ...around })),
        carrier_orders: (around) => outboxWorker(webhookChannel({ ...deps.orders, ...around })),
        proofs: (around) => outboxWorker(proofChannel({ ...deps.proofs, ...around })),
      },
      tasks: { 'sweep-assistants': deps.sweepAssistants, 'erase-expired': deps.eraseExpired },
      log,
      measures,
    })
  }
  return jobs
}

/** Waits for something that other code does by itself; the test's own time limit ends it. */
export async function waitUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 25))
}
