import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { soonEnds } from '#lib/kernel/testing-process.ts'

/** Runs a script until the first line that it says, and kills it; gives the line. */
export async function killAtFirstLine(script: URL, ...given: string[]): Promise<string> {
  const child = spawn(process.execPath, [...soonEnds, fileURLToPath(script), ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  return String(line)
}
