import type { Reply, Request } from './http.ts'
import type { Html } from './pages/html.ts'
import type { World } from './world.ts'

/** What a plug-in sees of the simulator: always as it is now, also after a reset. */
export type PluginHost = Pick<World, 'app' | 'url' | 'clock' | 'settings' | 'deliveries'>

/**
 * The functions and settings of plug-ins, so that `control` and `settings` know their types. A plug-in adds its own by
 * declaration merging: `declare module 'kenar-simulator/plugins' { interface PluginControl { … } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface PluginControl {}
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface PluginSettings {}

/** Another system that the app talks to, served together with Divar: a carrier, a payment provider. */
export type Plugin = {
  name: string
  /** `/carrier`: that address and all below it are the plug-in's. */
  prefix: string
  /** The calls that are recorded and that faults can be put on, by name; `any` leaves them alone. */
  calls: string[]
  /** Which call a request is; null: a page of the plug-in's own, which is not recorded. */
  nameOf(request: Request): string | null
  answer(request: Request): Reply | Promise<Reply>
  /** Its defaults; a reset gives them back. */
  settings: Partial<PluginSettings>
  /** Added to the simulator's own control functions, under `POST /_control/…` too. */
  control: Partial<PluginControl>
  /** Forgets everything: the simulator begins with a scenario. */
  reset(): void
  /** Shown in `state()` under its name. */
  state(): unknown
  /** Where the home page and the desk lead to. */
  link: { href: string; label: Html } | null
}

export type PluginFactory = (host: PluginHost) => Plugin

/** The plug-in that the address belongs to; null: the simulator. */
export function pluginFor(plugins: Plugin[], path: string): Plugin | null {
  return plugins.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`)) ?? null
}
