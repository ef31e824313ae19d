export { answerThread } from './answer.ts'
export type { Thread, ThreadDeps, ThreadReply, ThreadStore, ThreadTx } from './ports.ts'
export { type ReadThread, threadsToAnswer } from './read.ts'
