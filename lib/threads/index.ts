export { answerThread } from './answer.ts'
export type { Thread, ThreadDeps, ThreadReply, ThreadStore, ThreadTx } from './ports.ts'
export { type ReadReply, type ReadThread, repliesByThread, threadsToAnswer } from './read.ts'
export { maxOwnReplies, ownThread, writeBack } from './write-back.ts'
