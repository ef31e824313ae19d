export { type Fault, parseBusiness, tariffOf, type Version } from './business.ts'
export { type Logo, maxLogoBytes, readLogo, writeLogo } from './logo.ts'
export { type MissingPart, missingIn } from './missing.ts'
export type {
  BusinessStore,
  DatedVersion,
  PriceDraftRow,
  PriceDraftStore,
  PriceHistory,
  WrittenVersion,
} from './ports.ts'
export { isUnderstood, openDraft, type PriceDraft } from './price-draft.ts'
export { daysLeft, haveEnded, offeredAt } from './price-end.ts'
export { type Standing, standingOf, takesBookings } from './standing.ts'
export { isUnset, unsetFile, unsetVersion } from './unset.ts'
export { currentVersion, currentWritten, readVersion, writeVersion, writeVersionBehind } from './versions.ts'
export { pickupsFrom, promiseOf, windowsFrom } from './windows.ts'
