export { type Base, BaseError, type BaseErrorCode, type BaseMeasures } from './base.ts'
export { type Declaration, declare, type MeasuresOf, type NamesIn, type TableIn } from './declaration.ts'
export { type Declared, defineAddon } from './define-addon.ts'
