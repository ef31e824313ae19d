import { oldChromium } from './old-chromium.ts'
import { wpeWebkit } from './webkit.ts'
import type { Engine } from './window.ts'

export type { Engine, EngineWindow } from './window.ts'

/** In addition to the current Chromium, in which every spec runs. */
const engines: Engine[] = [oldChromium(86), oldChromium(92), wpeWebkit]

/** Installs what can be had, and says in a sentence each what cannot. */
export function prepareEngines(): string[] {
  for (const engine of engines) engine.install()
  return engines.flatMap(({ missing }) => missing() ?? [])
}

/** What can run here. Each look starts a browser, so the first process of a run looks for all of its workers. */
export function enginesHere(): Engine[] {
  process.env.E2E_ENGINES ??= engines.flatMap(({ name, missing }) => (missing() ? [] : [name])).join()
  const names = process.env.E2E_ENGINES.split(',')
  return engines.filter(({ name }) => names.includes(name))
}
