import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { type Exit, runTool } from './children.ts'

/** Where a step says things, and runs its tools. */
export type Terminal = {
  say(line: string): void
  run(script: string, args: string[], env?: Record<string, string>): Promise<Exit>
}

export const plainSight: Terminal = {
  say: (line) => console.log(line),
  run: (script, args, env) => runTool(script, args, { env }),
}

export type OnPaper = Terminal & {
  /** Prints what stands there, and from now on what is added. */
  follow(): void
  /** Prints what is left, and closes. */
  end(): void
}

/** Keeps in a file what a step prints while another one has the terminal. A pipe would wait for a forgotten grandchild. */
export function onPaper(path: string, print: (text: string) => void): OnPaper {
  const file = openSync(path, 'w+')
  const decoder = new StringDecoder('utf8')
  let at = 0
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const rest = () => {
    const chunk = Buffer.alloc(64 * 1024)
    for (let read = 1; read > 0; at += read) {
      read = readSync(file, chunk, 0, chunk.length, at)
      if (read > 0) print(decoder.write(chunk.subarray(0, read)))
    }
  }
  return {
    say: (line) => void writeSync(file, `${line}\n`),
    run: (script, args, env) => runTool(script, args, { env, output: file }),
    follow: () => {
      if (ended) return
      rest()
      timer = setInterval(rest, 500)
    },
    end: () => {
      clearInterval(timer)
      if (ended) return
      rest()
      closeSync(file)
      ended = true
    },
  }
}
