export { type Base, BaseError, type BaseErrorCode, type BaseMeasures } from './base.ts'
export { declare, type MeasuresOf, type NamesIn } from './declaration.ts'
export { type Declared, defineAddon } from './define-addon.ts'
