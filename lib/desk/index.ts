export { type Cursor, parseCursor, writeCursor } from './cursor.ts'
export { parseFilter, type QueueFilter, writeFilter } from './filter.ts'
export { type MaskedContact, mask } from './mask.ts'
export type { DeskActor, DeskDeps, DeskStep, DeskStore, Moments, QueueQuery, QueueRow } from './ports.ts'
export { type AskedCode, maxCodes, parseSearch, type SearchText } from './search-text.ts'
export { type Attention, attentionOf, type Standing, standingOf } from './standing.ts'
export { type Tab, type TabName, tabNames, tabs } from './tabs.ts'
export {
  actOnMany,
  actOnShipment,
  type DeskAct,
  type DeskActed,
  maxBulk,
} from './use-cases/act.ts'
export { type AnsweredFromDesk, answerFromDesk } from './use-cases/answer.ts'
export { pageSize, type QueuePage, readQueue, type ShownRow } from './use-cases/read-queue.ts'
export { type DeskShipment, readShipment } from './use-cases/read-shipment.ts'
export { type Revealed, reveal } from './use-cases/reveal.ts'
export { type Found, search } from './use-cases/search.ts'
