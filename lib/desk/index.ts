export { type AuditQuery, parseAuditQuery, writeAuditQuery } from './audit-query.ts'
export { type Cursor, parseCursor, writeCursor } from './cursor.ts'
export type { DeadOrder, StuckMessage, WhyNot } from './exceptions.ts'
export { parseFilter, type QueueFilter, writeFilter } from './filter.ts'
export { type PaperKind, paperKinds } from './paper.ts'
export type { DeskDeps, DeskStep, DeskStore, Moments, QueueQuery, QueueRow, ReportStore } from './ports.ts'
export type { PublicationBlock } from './price-publication.ts'
export {
  type Answers,
  type DayRange,
  type FailureRow,
  type RangeFault,
  type ReportRow,
  readRange,
  type Sums,
  shareOf,
  usualDays,
} from './report.ts'
export type { Attention, Standing } from './standing.ts'
export { type SheetDay, sheetDays } from './stops.ts'
export { type Tab, type TabName, tabNames, tabs } from './tabs.ts'
export { actOnMany, actOnShipment, type DeskAct, type DeskActedOfMany, maxBulk } from './use-cases/act.ts'
export { answerFromDesk } from './use-cases/answer.ts'
export { draftPrices, dropPrices, type PricesDrafted, saveParcels } from './use-cases/draft-prices.ts'
export { baseOf, businessToEdit, editBusiness } from './use-cases/edit-business.ts'
export { exportQueue } from './use-cases/export-queue.ts'
export { maxNoteLength, writeNote } from './use-cases/note.ts'
export { type Printed, printSheet, printShipments } from './use-cases/print.ts'
export { type PricesPublished, publishPrices, rollBackPrices } from './use-cases/publish-prices.ts'
export { auditEntries, readAudit } from './use-cases/read-audit.ts'
export { type Exceptions, readExceptions } from './use-cases/read-exceptions.ts'
export { type PricesOnDesk, readPrices } from './use-cases/read-prices.ts'
export { type Paper, type Print, readPrinted } from './use-cases/read-print.ts'
export { type QueuePage, readQueue, type ShownRow } from './use-cases/read-queue.ts'
export { type Report, readReport } from './use-cases/read-report.ts'
export { type DeskShipment, readShipment } from './use-cases/read-shipment.ts'
export { readToday, type Some, type Today } from './use-cases/read-today.ts'
export { reveal } from './use-cases/reveal.ts'
export { revealProof } from './use-cases/reveal-proof.ts'
export { type Found, search } from './use-cases/search.ts'
export { sendAgain } from './use-cases/send-again.ts'
