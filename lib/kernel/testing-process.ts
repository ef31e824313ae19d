/**
 * What node is started with for a process that a test soon ends: the code of the embedded database runs as it is first
 * compiled. To optimise it is a third of the processor time of such a process, and pays only where it lives for minutes.
 */
export const soonEnds: string[] = ['--liftoff-only']
