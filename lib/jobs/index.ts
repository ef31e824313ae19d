export { type Jobs, openJobs, type WorkDeps } from './open-jobs.ts'
export type { JobName } from './queues.ts'
