import { connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Where worker `index` listens: the app on localhost, the simulator on 127.0.0.1, which is another site to a browser.
 * E2E_PORT_BASE lets two runs use different ports; neither 5000 nor 6000, since browsers refuse port 6000.
 */
export function workerPorts(index: number): { app: number; simulator: number } {
  const base = Number(process.env.E2E_PORT_BASE || 3000)
  return { app: base + 10 * index, simulator: base + 1000 + 10 * index }
}

/** A port that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Whether something answers on the port, by any of the names that a browser would try. */
export async function portTaken(port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => connects(host, port)))
  return answers.includes(true)
}

/** Waits until nothing answers on the port any more. */
export async function portFree(port: number, patienceMs = 10_000): Promise<void> {
  const end = Date.now() + patienceMs
  while (await portTaken(port)) {
    if (Date.now() > end) throw new Error(`port ${port} is taken by another program`)
    await wait(50)
  }
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
