import type { AddressInfo } from 'node:net'
import { movableClock } from './clock.ts'
import { type Control, createControl } from './control.ts'
import { emptyOutbox } from './events/outbox.ts'
import { registerApp, type SimulatorOptions } from './options.ts'
import { createSimulatorServer } from './server.ts'
import { emptyWorld } from './world.ts'

export type { Control } from './control.ts'
export type { FaultInput } from './faults.ts'
export type { SimulatorOptions } from './options.ts'
export type { LaunchInput } from './to-app.ts'
export type { Call } from './world.ts'
export type Simulator = { url: string; control: Control; close(): Promise<void> }
/** A Divar of our own, with the scenario `default` loaded. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1'
  const world = emptyWorld(registerApp(options), movableClock(options.clockFile))
  const { server, dropWaiting } = createSimulatorServer(world, () => control)
  const control = createControl(world, dropWaiting)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, () => resolve(server.off('error', reject) && undefined))
  })
  world.url = (options.publicUrl ?? `http://${host}:${(server.address() as AddressInfo).port}`).replace(/\/$/, '')
  control.reset()
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
