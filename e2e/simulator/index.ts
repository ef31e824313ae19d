import type { AddressInfo } from 'node:net'
import { movableClock } from './clock.ts'
import { type Control, createControl } from './control.ts'
import { emptyOutbox } from './events/outbox.ts'
import { registerApp, type SimulatorOptions } from './options.ts'
import { scenarios } from './scenarios/index.ts'
import { createSimulatorServer } from './server.ts'
import { defaultSettings, onlyKnown } from './settings.ts'
import { emptyWorld } from './world.ts'

export type { Control } from './control.ts'
// What a plug-in is made of.
export { cities, districts } from './data/places.ts'
export type { FaultInput } from './faults.ts'
export { type Headers, isObject, json, page, parseJson, type Reply, type Request, redirect } from './http.ts'
export { newUuid } from './ids.ts'
export type { SimulatorOptions } from './options.ts'
export { errorPage } from './pages/error.ts'
export { dayOf, digits, price, timeOf } from './pages/fa.ts'
export { type Html, html } from './pages/html.ts'
export { icon } from './pages/icons.ts'
export { layout } from './pages/layout.ts'
export type { PluginFactory, PluginHost } from './plugins.ts'
export { type ScenarioData, scenarios } from './scenarios/index.ts'
export { type Answer, deliver, type LaunchInput } from './to-app.ts'
export { type Call, remember } from './world.ts'

export type Simulator = { url: string; control: Control; close(): Promise<void> }

/** Starts a Divar for one add-on, with a scenario loaded. Rejects where an option cannot be, or the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = '127.0.0.1', port = 4000, scenario = 'default' } = options
  const world = emptyWorld({
    app: registerApp(options),
    clock: movableClock(options.clockFile),
    plugins: [],
    scenarios: { ...scenarios, ...options.scenarios },
    ownSettings: {},
  })
  for (const plugin of options.plugins ?? []) world.plugins.push(plugin(world))
  world.ownSettings = onlyKnown(defaultSettings(world.plugins, {}), options.settings ?? {})
  const { server, dropWaiting } = createSimulatorServer(world, () => control)
  const control = createControl(world, dropWaiting, scenario)
  control.reset()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server.off('error', reject) && undefined))
  })
  world.url = (options.publicUrl ?? `http://${host}:${(server.address() as AddressInfo).port}`).replace(/\/$/, '')
  if (!options.quiet) console.log(`simulator of Divar on ${world.url}`)
  return {
    url: world.url,
    control,
    close: () =>
      new Promise((resolve) => {
        dropWaiting()
        world.outbox = emptyOutbox()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
