export { type Eraser, type Erasers, eraseDue } from './erase-due.ts'
export { erasureLimits, type Retention, type RetentionRule } from './retention.ts'
