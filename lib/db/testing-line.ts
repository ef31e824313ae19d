import { connect, createServer, type Socket } from 'node:net'

export type Line = {
  /** The same database by way of this line. */
  url: string
  /** From now on nothing passes on the connections that are there, and nobody is told. New ones work. */
  mute(): void
  close(): Promise<void>
}

/** A line to a database that can go silent as a lost NAT entry or a failed-over server does. */
export async function openLine(databaseUrl: string): Promise<Line> {
  const { hostname, port } = new URL(databaseUrl)
  const pairs = new Set<{ sockets: Socket[]; silent: boolean }>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const pair = { sockets: [near, far], silent: false }
    pairs.add(pair)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => pair.silent || to.write(bytes))
      from.on('error', () => undefined)
      from.on('close', () => {
        if (!pair.silent) to.destroy()
        if (from === near) pairs.delete(pair)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the line has no port')
  const url = new URL(databaseUrl)
  url.port = String(address.port)
  return {
    url: url.href,
    mute() {
      for (const pair of pairs) pair.silent = true
    },
    async close() {
      for (const { sockets } of pairs) for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
