import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { watchRequests } from './under-way.ts'

async function world() {
  const requests = watchRequests()
  const answering = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const server = createServer(async (_, response) => {
    response.write('begun ')
    asked.resolve()
    await answering.promise
    response.end('and done')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { requests, server, url, asked: asked.promise, answer: answering.resolve }
}

it('stopping the server answers running requests to their end and accepts no new ones', async () => {
  const { requests, url, asked, answer } = await world()
  const begun = fetch(url)
  await asked
  const ended = requests.end(60_000)
  await expect(fetch(url)).rejects.toThrow()
  answer()
  expect(await (await begun).text()).toBe('begun and done')
  expect(await ended).toBe(0)
})

it('stopping the server reports how many requests it could not wait for', async () => {
  const { requests, server, url, asked } = await world()
  const begun = fetch(url).then(async (answer) => await answer.text())
  await asked
  expect(await requests.end(0)).toBe(1)
  server.closeAllConnections()
  await expect(begun).rejects.toThrow()
})

it('stopping an idle server ends at once', async () => {
  const { requests, server } = await world()
  expect(await requests.end(60_000)).toBe(0)
  server.close()
})
