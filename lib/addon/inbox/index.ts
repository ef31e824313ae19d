export { type Captured, type EventOf, type MessageHandler, messageHandlers } from './handlers.ts'
export type { InboxStore, Pending } from './pending.ts'
export { type EventDeps, takeEvent } from './take-event.ts'
export { startInboxWorker } from './worker.ts'
