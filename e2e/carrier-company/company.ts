import type { PluginHost } from '../simulator/index.ts'
import type { Carrier } from './book.ts'

/** The carrier's system: its book, and where Peyk takes its steps. */
export type Company = { host: PluginHost; stepsUrl: string; book: Carrier }
