#!/usr/bin/env node
import { readCommandLine } from './cli.ts'
import { startSimulator } from './index.ts'

try {
  const options = await readCommandLine(process.argv.slice(2), process.env)
  if ('help' in options) console.log(options.help)
  else await start(options)
} catch (error) {
  console.error(`kenar-simulator: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

async function start(options: Parameters<typeof startSimulator>[0]): Promise<void> {
  const simulator = await startSimulator(options)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      simulator.close().then(() => process.exit(0))
    })
  }
}
