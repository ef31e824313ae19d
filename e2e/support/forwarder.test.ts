import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Forwarder, startForwarder } from './forwarder.ts'

const open: { close(): unknown }[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function server(says: string): Promise<number> {
  const started = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write(says)
  })
  started.listen(0, '127.0.0.1')
  await once(started, 'listening')
  open.push(started)
  return (started.address() as AddressInfo).port
}

async function forward(): Promise<Forwarder> {
  const forwarder = await startForwarder()
  open.unshift(forwarder)
  return forwarder
}

/** What is said first, and a promise of the end; null: it ended without a word. */
async function call({ port }: Forwarder): Promise<{ said: string | null; ended: Promise<unknown> }> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const ended = new Promise<null>((resolve) => socket.once('close', () => resolve(null)))
  const first = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
  return { said: await Promise.race([first, ended]), ended }
}

describe('startForwarder', () => {
  it('leads to the one server that it was told, and to nobody before', async () => {
    const forwarder = await forward()
    expect((await call(forwarder)).said).toBeNull()
    forwarder.to(await server('one'))
    expect((await call(forwarder)).said).toBe('one')
  })

  it('ends the connections to a server that it leads away from', async () => {
    const forwarder = await forward()
    forwarder.to(await server('one'))
    const before = await call(forwarder)
    forwarder.to(await server('two'))
    await before.ended
    expect((await call(forwarder)).said).toBe('two')
  })
})
