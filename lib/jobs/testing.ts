import { type Jobs, openJobs, type WorkDeps } from './index.ts'

type Deps = Parameters<typeof openJobs>[0] & WorkDeps

/** The job engine, and where `worker` says so its work, in one step. */
export async function startJobs(deps: Deps): Promise<Jobs> {
  const jobs = await openJobs(deps)
  if (deps.worker) await jobs.work(deps)
  return jobs
}

/** Waits for something that other code does by itself; the test's own time limit ends it. */
export async function waitUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 25))
}
