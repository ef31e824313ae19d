export type { JobEngine } from './boss.ts'
export { type Jobs, type JobsTransaction, openJobs, type WorkDeps } from './open-jobs.ts'
export type { JobName, Payload } from './queues.ts'
