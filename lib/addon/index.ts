export { BaseError, type BaseErrorCode } from './base.ts'
export { declare, type NamesIn } from './declaration.ts'
export { type Declared, defineAddon } from './define-addon.ts'
