import { connect, createServer, type Socket } from 'node:net'

export type Forwarder = {
  port: number
  /** To whom connections go from now on; null: nobody takes them. Those that there are end. */
  to(port: number | null): void
  close(): Promise<void>
}

/** One address that moves from server to server, as a virtual address or HAProxy before a cluster of databases does it. */
export async function startForwarder(): Promise<Forwarder> {
  let target: number | null = null
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  }
  const endAll = () => {
    for (const socket of open) socket.destroy()
  }
  const server = createServer((incoming) => {
    incoming.on('error', () => undefined)
    if (target === null) {
      incoming.destroy()
      return
    }
    const onward = connect(target, '127.0.0.1')
    onward.on('error', () => undefined)
    for (const socket of [incoming, onward]) keep(socket)
    incoming.pipe(onward).pipe(incoming)
    incoming.once('close', () => onward.destroy())
    onward.once('close', () => incoming.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    to(port) {
      target = port
      endAll()
    },
    async close() {
      target = null
      endAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
