export type { JobEngine } from './boss.ts'
export type { JobName, Payload } from './queues.ts'
export { type Jobs, type JobsDeps, type JobsTransaction, startJobs } from './start-jobs.ts'
