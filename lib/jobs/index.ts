export { openJobs, type WantedJob } from './open-jobs.ts'
