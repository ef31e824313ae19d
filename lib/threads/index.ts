export { answerThread } from './answer.ts'
export { type AnswerToTell, answersToTell } from './answers-to-tell.ts'
export type { Thread, ThreadDeps, ThreadReply, ThreadStore, ThreadTx, ThreadWork } from './ports.ts'
export {
  countToAnswer,
  type ReadThread,
  repliesByThread,
  type ShownReply,
  threadsOfShipment,
  threadsToAnswer,
} from './read.ts'
export { maxOwnReplies, ownThread, writeBack } from './write-back.ts'
export { writeInChatbot } from './write-in-chatbot.ts'
